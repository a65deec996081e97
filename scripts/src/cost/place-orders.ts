import type { OrderSystem } from '../order-system.ts';

export interface Placing {
  /** Starts the ids of the orders. */
  readonly prefix: string;
  readonly orders: number;
  readonly clients: number;
  readonly signal?: AbortSignal | undefined;
}

/** Places orders, each client one after the other. Throws when one of them is not accepted. */
export async function placeOrders(
  system: OrderSystem,
  { prefix, orders, clients, signal }: Placing,
): Promise<void> {
  const ids = Array.from({ length: orders }, (_, index) => `${prefix}-${index}`).values();
  const placeNext = async () => {
    for (const order_id of ids) {
      signal?.throwIfAborted();
      const { status, body } = await system.place({ order_id, product: 'Pen', quantity: 2 });
      if (status !== 200)
        throw new Error(`order ${order_id} was answered ${status}: ${JSON.stringify(body)}`);
    }
  };
  await Promise.all(Array.from({ length: clients }, placeNext));
}
