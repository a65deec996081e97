import type { LimitName } from './limit-name.ts';

/** Part of an amount that a limit lets through, from 0 to 1. */
export type Share = number;

/** What each limit held back in a second; a limit that is lifted holds nothing. */
export class HeldBack {
  readonly #lifted: ReadonlySet<LimitName>;
  #amounts = new Map<LimitName, number>();

  constructor(lifted: ReadonlySet<LimitName>) {
    this.#lifted = lifted;
  }

  /** Begins a second, and gives what was held back in the one before. */
  next(): ReadonlyMap<LimitName, number> {
    const amounts = this.#amounts;
    this.#amounts = new Map();
    return amounts;
  }

  /** The share of the wanted amount that is within the capacity. */
  share(name: LimitName, wanted: number, capacity: number): Share {
    // Sums of fractions are not exact.
    if (wanted <= capacity * (1 + 1e-9) || this.#lifted.has(name)) return 1;
    this.#amounts.set(name, (this.#amounts.get(name) ?? 0) + wanted - capacity);
    return Math.max(0, capacity) / wanted;
  }
}
