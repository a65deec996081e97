import type { Order, OrderStore } from 'order-model';

/** An orders table with one of its writes made a plain put: the write always goes through. */
export class PlainPutStore implements OrderStore {
  readonly #orders = new Map<string, Order>();
  readonly #plain: 'create' | 'replace';

  constructor(plain: 'create' | 'replace') {
    this.#plain = plain;
  }

  async find(orderId: string): Promise<Order | undefined> {
    return this.#orders.get(orderId);
  }

  async create(order: Order): Promise<Order> {
    const stored = this.#orders.get(order.order_id);
    if (stored && this.#plain !== 'create') return stored;
    this.#orders.set(order.order_id, order);
    return order;
  }

  async replace(previous: Order, next: Order): Promise<boolean> {
    const isNewer = this.#orders.get(previous.order_id)?.updated_at !== previous.updated_at;
    if (isNewer && this.#plain !== 'replace') return false;
    this.#orders.set(next.order_id, next);
    return true;
  }
}
