/** How long a peak has to be past before twice as much is granted. */
export const DOUBLING_SECONDS = 1800;

/**
 * Units per second that an on-demand table, or index, grants: those of a new one, or twice the peak it had more than half
 * an hour ago. AWS often grants more sooner, and promises no more than this.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html
 */
export class OnDemandCapacity {
  readonly #newTable: number;
  readonly #consumed: number[] = [];
  #peak = 0;

  constructor(newTable: number) {
    this.#newTable = newTable;
  }

  get unitsPerSecond(): number {
    return Math.max(this.#newTable, 2 * this.#peak);
  }

  /** Ends a second in which so many units were used. */
  consume(units: number): void {
    this.#consumed.push(units);
    if (this.#consumed.length > DOUBLING_SECONDS)
      this.#peak = Math.max(this.#peak, this.#consumed[this.#consumed.length - 1 - DOUBLING_SECONDS] ?? 0);
  }
}
