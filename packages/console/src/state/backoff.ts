const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 15_000;

/** How long to wait after that many failures in a row: doubling, so that an API that comes back is not run over. */
export function retryDelayMs(failures: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** Math.max(0, failures - 1), LONGEST_DELAY_MS);
}
