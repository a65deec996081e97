import type { Chance } from 'order-model';

const BASE_SECONDS = 10;
/** SQS's own limit is 12 hours; an order waits at most 15 minutes between two attempts. */
const MAX_SECONDS = 900;

/**
 * Seconds until a message is delivered again after its `receiveCount`-th failure: exponential, with full jitter. After
 * the last allowed receive it is 0, as the next receive moves the message to the dead-letter queue.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function backoffSeconds(receiveCount: number, maxReceiveCount: number, chance: Chance): number {
  if (receiveCount >= maxReceiveCount) return 0;
  const ceiling = Math.min(MAX_SECONDS, BASE_SECONDS * 2 ** (receiveCount - 1));
  return 1 + Math.floor(chance() * ceiling);
}
