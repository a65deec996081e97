import { isSameContent, mayChange, type Order, type OrderStore } from 'order-model';
import type { Process } from './process.ts';
import type { World } from './world.ts';

/** The orders table, watched: what each write may change is checked as it happens. */
export class OrdersTable {
  /** Each order as it is, without a call. */
  readonly latest = new Map<string, Order>();
  readonly #store: OrderStore;
  readonly #world: World;

  constructor(store: OrderStore, world: World) {
    this.#store = store;
    this.#world = world;
  }

  find(orderId: string): Promise<Order | undefined> {
    return this.#store.find(orderId);
  }

  async create(order: Order, process?: Process): Promise<Order> {
    const stored = await this.#store.create(order);
    await this.#check(order.order_id, process);
    return stored;
  }

  async replace(previous: Order, next: Order, process?: Process): Promise<boolean> {
    const isReplaced = await this.#store.replace(previous, next);
    await this.#check(next.order_id, process);
    return isReplaced;
  }

  async #check(orderId: string, process?: Process): Promise<void> {
    const before = this.latest.get(orderId);
    const after = await this.#store.find(orderId);
    if (!after || isSame(before, after)) return;
    this.latest.set(orderId, after);
    if (process) process.writes++;
    const by = `${process?.name ?? 'the run'} made ${orderId} ${after.status}`;
    if (before && !isSameContent(before, after))
      this.#world.breaks('content', `${by} with quantity ${after.quantity}, it was ${before.quantity}`);
    if (before && !(mayChange(before.status, after.status) && before.updated_at < after.updated_at))
      this.#world.breaks('terminal', `${by}, it was ${before.status}`);
    if (after.status === 'FULFILLED' && !this.#world.warehouse.fulfilled.has(orderId))
      this.#world.breaks('fulfilled', `${by}, the warehouse never fulfilled it`);
    if (before?.status === 'FAILED' && after.status === 'FULFILLED')
      this.#world.reached.add('FULFILLED over FAILED');
  }
}

function isSame(before: Order | undefined, after: Order): boolean {
  return (
    before !== undefined &&
    before.updated_at === after.updated_at &&
    before.status === after.status &&
    before.attempts === after.attempts &&
    isSameContent(before, after)
  );
}
