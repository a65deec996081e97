import type { Denial } from 'local-cloud';

/** A denied call in a line. */
export function formatDenial({ principal, action, resource, reason }: Denial): string {
  const who = principal.slice(principal.lastIndexOf('/') + 1);
  const why = reason.replace(`the ${action} action`, 'it');
  return `denied: ${who} may not ${action} on ${shortArn(resource)}: ${why}`;
}

/** What an ARN names, without partition, service, region and account. */
export function shortArn(resource: string): string {
  return resource.split(':').slice(5).join(':') || resource;
}
