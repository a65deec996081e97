/** Tries of a write by the SDK's DynamoDB client, the first one included. */
const TRIES = 4;
/** The longest wait before the second try; it doubles with each, and any shorter one is as likely. */
const WAIT_SECONDS = 1;
const HALVINGS = 30;

/** What throttled writes make of attempts: they are tried again for a while, which slows everything down. */
export interface Throttled {
  /** Attempts that begin in a second. */
  readonly attempts: number;
  /** The share of them that is recorded; every try of the others was throttled. */
  readonly recorded: number;
}

/**
 * The attempts per second where the tables grant `granted` of those that `attemptsAt` begins with batches that take so
 * many seconds longer: the more is throttled, the longer a batch takes, and the less is asked for.
 */
export function throttle(
  attemptsAt: (extraSeconds: number) => number,
  granted: number,
  batchSize: number,
): Throttled {
  // The share of single tries that is throttled.
  let [low, high] = [0, 1];
  for (let halving = 0; halving < HALVINGS; halving++) {
    const share = (low + high) / 2;
    if (attemptsAt(extraSeconds(share, batchSize)) * (1 - share ** TRIES) > granted) low = share;
    else high = share;
  }
  return { attempts: attemptsAt(extraSeconds(high, batchSize)), recorded: 1 - high ** TRIES };
}

/** How much longer a batch takes: it waits for the order that waits longest. */
function extraSeconds(share: number, batchSize: number): number {
  let seconds = 0;
  for (let retry = 1; retry < TRIES; retry++) {
    const waiting = batchSize * share ** retry;
    // The mean of the longest of so many waits.
    seconds += (WAIT_SECONDS * 2 ** (retry - 1) * waiting) / (waiting + 1);
  }
  return seconds;
}
