import type { Order } from '../order.ts';
import type { OrderStore } from '../ports.ts';

/** The orders table in memory, with the same conditions on writes. */
export class InMemoryOrderStore implements OrderStore {
  readonly #orders = new Map<string, Order>();

  constructor(...orders: readonly Order[]) {
    for (const order of orders) this.#orders.set(order.order_id, structuredClone(order));
  }

  async find(orderId: string): Promise<Order | undefined> {
    return structuredClone(this.#orders.get(orderId));
  }

  async create(order: Order): Promise<Order> {
    const stored = this.#orders.get(order.order_id) ?? structuredClone(order);
    this.#orders.set(order.order_id, stored);
    return structuredClone(stored);
  }

  async replace(previous: Order, next: Order): Promise<boolean> {
    if (this.#orders.get(previous.order_id)?.updated_at !== previous.updated_at) return false;
    this.#orders.set(next.order_id, structuredClone(next));
    return true;
  }
}
