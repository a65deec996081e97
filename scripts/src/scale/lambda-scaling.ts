import type { Bucket } from './aws-quotas.ts';
import { TokenBucket } from './token-bucket.ts';

/**
 * Execution environments a function may have: those in use, and as many more as the scaling rate grants.
 * https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html
 */
export class LambdaScaling {
  readonly #growth: TokenBucket;
  #environments: number;

  constructor(scaling: Bucket, isScaledOut: boolean) {
    this.#growth = new TokenBucket(scaling, true);
    this.#environments = isScaledOut ? Number.POSITIVE_INFINITY : 0;
  }

  /** The most there can be in the next second. */
  next(): number {
    return this.#environments + this.#growth.refill();
  }

  use(environments: number): void {
    this.#growth.take(Math.max(0, environments - this.#environments));
    this.#environments = environments;
  }
}
