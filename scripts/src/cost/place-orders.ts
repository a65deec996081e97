import { setTimeout as delay } from 'node:timers/promises';

/** How long no order may end before the rest is given up: far longer than any backoff takes. */
const PATIENCE_MS = 120_000;

/** What became of orders, as functions log it. */
export class OrderWatch {
  readonly #ended = new Set<string>();
  #attempts = 0;

  /** Takes a line of a log. */
  see(line: string): void {
    const [, orderId, status] = /Order (\S+) processed with status: (\w+)/.exec(line) ?? [];
    if (status) this.#attempts += 1;
    if (orderId && status === 'FULFILLED') this.#ended.add(orderId);
    const letter = /Dead letter (\S+) recorded in failed_orders/.exec(line)?.[1];
    if (letter) this.#ended.add(letter);
  }

  get attempts(): number {
    return this.#attempts;
  }

  /** Orders that were fulfilled or given up. */
  get ended(): number {
    return this.#ended.size;
  }

  /** Waits until so many have ended; throws when nothing more happens. */
  async untilEnded(count: number, signal?: AbortSignal): Promise<void> {
    let last = { ended: -1, at: 0 };
    while (this.ended < count) {
      signal?.throwIfAborted();
      if (this.ended !== last.ended) last = { ended: this.ended, at: performance.now() };
      if (performance.now() - last.at > PATIENCE_MS)
        throw new Error(`${count - this.ended} of ${count} orders have not ended, and none does any more`);
      await delay(50);
    }
  }
}

export interface Placing {
  readonly apiUrl: string;
  /** Starts the ids of the orders. */
  readonly prefix: string;
  readonly orders: number;
  readonly clients: number;
  readonly signal?: AbortSignal | undefined;
}

/** Places orders, each client one after the other. Throws when one of them is not accepted. */
export async function placeOrders({ apiUrl, prefix, orders, clients, signal }: Placing): Promise<void> {
  const ids = Array.from({ length: orders }, (_, index) => `${prefix}-${index}`).values();
  const placeNext = async () => {
    for (const order_id of ids) {
      signal?.throwIfAborted();
      const response = await fetch(`${apiUrl}/order`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ order_id, product: 'Pen', quantity: 2 }),
      });
      const answer = await response.text();
      if (!response.ok) throw new Error(`order ${order_id} was answered ${response.status}: ${answer}`);
    }
  };
  await Promise.all(Array.from({ length: clients }, placeNext));
}
