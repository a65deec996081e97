/** Readers of a queue when messages begin to come, and at the least. */
export const EVENT_SOURCE_START = 5;
/** How many more per second: up to 300 a minute. */
export const MORE_PER_SECOND = 5;

/**
 * How many batches of a queue are processed at the same time: more while messages wait, fewer when there is less to do.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
 */
export class EventSourceScaling {
  readonly #minimum: number;
  readonly #maximum: number;
  #concurrency: number;

  constructor(maximumConcurrency: number, isScaledOut: boolean) {
    this.#minimum = Math.min(EVENT_SOURCE_START, maximumConcurrency);
    this.#maximum = maximumConcurrency;
    this.#concurrency = isScaledOut ? this.#maximum : this.#minimum;
  }

  get concurrency(): number {
    return this.#concurrency;
  }

  get isAtMaximum(): boolean {
    return this.#concurrency >= this.#maximum;
  }

  /** Ends a second in which so many of the batches were needed, and messages were left or not. */
  adapt(used: number, messagesLeft: boolean): void {
    if (messagesLeft) this.#concurrency = Math.min(this.#maximum, this.#concurrency + MORE_PER_SECOND);
    else if (used <= this.#concurrency - MORE_PER_SECOND)
      this.#concurrency = Math.max(this.#minimum, this.#concurrency - MORE_PER_SECOND);
  }
}
