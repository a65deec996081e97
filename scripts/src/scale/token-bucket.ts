import type { Bucket } from './aws-quotas.ts';

/** A token bucket in steps of a second. */
export class TokenBucket {
  readonly #bucket: Bucket;
  #tokens: number;

  constructor(bucket: Bucket, isFull: boolean) {
    this.#bucket = bucket;
    this.#tokens = isFull ? bucket.burst : 0;
  }

  /** Fills up for the next second, and tells what can be taken in it: a small burst does not lessen the rate. */
  refill(): number {
    const { rate, burst } = this.#bucket;
    this.#tokens = Math.min(Math.max(burst, rate), this.#tokens + rate);
    return this.#tokens;
  }

  take(amount: number): void {
    this.#tokens -= amount;
  }
}
