import { DelayLine } from './delay-line.ts';

/** A client that is refused comes again after 2, 4, 8 … seconds, at most this many. It never gives up. */
const MAX_DELAY_SECONDS = 60;
/** From so many tries on the delay is the same. */
const MAX_TRIES = Math.ceil(Math.log2(MAX_DELAY_SECONDS));

/** Those who place orders: new ones, and those that were refused and come again. */
export class Clients {
  readonly #refused = new DelayLine();
  #offered: ReadonlyMap<number, number> = new Map();

  /** Orders that were not accepted yet. */
  get waiting(): number {
    return this.#refused.total;
  }

  /** The requests of a second. */
  offer(second: number, arrivals: number): number {
    const again = this.#refused.take(second);
    this.#offered = new Map([[0, arrivals], ...again]);
    return [...this.#offered.values()].reduce((sum, amount) => sum + amount, 0);
  }

  /** Ends a second in which this share of the requests was accepted. */
  answer(second: number, accepted: number): void {
    for (const [triesBefore, amount] of this.#offered) {
      const tries = Math.min(MAX_TRIES, triesBefore + 1);
      const delaySeconds = Math.min(MAX_DELAY_SECONDS, 2 ** tries);
      this.#refused.add(second + delaySeconds, tries, amount * (1 - accepted));
    }
  }
}
