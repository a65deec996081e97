const BASE_SECONDS = 10;
/** SQS's own limit is 12 hours; an order waits at most 15 minutes between two attempts. */
const MAX_SECONDS = 900;

/** The longest wait, in seconds, until the next attempt after so many failures: it doubles with each. */
export function longestBackoffSeconds(failures: number): number {
  return Math.min(MAX_SECONDS, BASE_SECONDS * 2 ** (failures - 1));
}
