import type { Denial } from 'local-cloud';

/**
 * Prints a denied call in a line. A caller that tries again would flood the console: the same denial is printed when
 * it comes for the 1st, 10th, 100th … time.
 */
export function denialPrinter(print: (line: string) => void): (denial: Denial) => void {
  const counts = new Map<string, number>();
  return ({ principal, action, resource, reason }) => {
    const why = reason.replace(`the ${action} action`, 'it');
    const line = `denied: ${lastPart(principal)} may not ${action} on ${shortArn(resource)}: ${why}`;
    const count = (counts.get(line) ?? 0) + 1;
    counts.set(line, count);
    if (Number.isInteger(Math.log10(count))) print(count === 1 ? line : `${line} (${count} times)`);
  };
}

function lastPart(principal: string): string {
  return principal.slice(principal.lastIndexOf('/') + 1);
}

/** What the ARN names, without partition, service, region and account. */
function shortArn(resource: string): string {
  return resource.split(':').slice(5).join(':') || resource;
}
