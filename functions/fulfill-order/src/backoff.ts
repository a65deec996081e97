import { type Chance, longestBackoffSeconds } from 'order-model';

/**
 * Seconds until a message is delivered again after its `receiveCount`-th failure: exponential, with full jitter. After
 * the last allowed receive it is 0, as the next receive moves the message to the dead-letter queue.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function backoffSeconds(receiveCount: number, maxReceiveCount: number, chance: Chance): number {
  if (receiveCount >= maxReceiveCount) return 0;
  return 1 + Math.floor(chance() * longestBackoffSeconds(receiveCount));
}
