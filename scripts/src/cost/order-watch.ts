import { setTimeout as delay } from 'node:timers/promises';

/** How long no order may end before the rest is given up: far longer than any backoff takes. */
const PATIENCE_MS = 120_000;

/** What became of orders, as functions log it. */
export class OrderWatch {
  readonly #tried = new Set<string>();
  readonly #ended = new Set<string>();
  #attempts = 0;

  /** Takes a line of a log. */
  see(line: string): void {
    const [, orderId, status] = /Order (\S+) processed with status: (\w+)/.exec(line) ?? [];
    if (status) this.#attempts += 1;
    if (orderId) this.#tried.add(orderId);
    if (orderId && status === 'FULFILLED') this.#ended.add(orderId);
    const letter = /Dead letter (\S+) recorded in failed_orders/.exec(line)?.[1];
    if (letter) this.#ended.add(letter);
  }

  get attempts(): number {
    return this.#attempts;
  }

  /** Waits until so many orders were handed to the warehouse; throws when no more are. */
  untilTried(count: number, signal?: AbortSignal): Promise<void> {
    return until(count, () => this.#tried.size, signal);
  }

  /** Waits until so many orders were fulfilled or given up; throws when no more are. */
  untilEnded(count: number, signal?: AbortSignal): Promise<void> {
    return until(count, () => this.#ended.size, signal);
  }
}

async function until(count: number, reached: () => number, signal?: AbortSignal): Promise<void> {
  let last = { reached: -1, at: 0 };
  while (reached() < count) {
    signal?.throwIfAborted();
    if (reached() !== last.reached) last = { reached: reached(), at: performance.now() };
    if (performance.now() - last.at > PATIENCE_MS)
      throw new Error(`${count - reached()} of ${count} orders have not come on, and none does any more`);
    await delay(50);
  }
}
