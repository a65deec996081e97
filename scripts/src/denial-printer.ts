import type { Denial } from 'local-cloud';
import { formatDenial } from './format-denial.ts';

/**
 * Prints a denied call in a line. A caller that tries again would flood the console: the same denial is printed when
 * it comes for the 1st, 10th, 100th … time.
 */
export function denialPrinter(print: (line: string) => void): (denial: Denial) => void {
  const counts = new Map<string, number>();
  return (denial) => {
    const line = formatDenial(denial);
    const count = (counts.get(line) ?? 0) + 1;
    counts.set(line, count);
    if (Number.isInteger(Math.log10(count))) print(count === 1 ? line : `${line} (${count} times)`);
  };
}
