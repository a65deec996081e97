import type { FulfillmentOutcome, Order } from 'order-model';
import type { Process } from './process.ts';
import type { World } from './world.ts';

/** A warehouse that keeps its side: it fulfills once per key, and says so again when it is asked again. */
export class Warehouse {
  readonly fulfilled = new Set<string>();
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  answer(key: string, choice: number): FulfillmentOutcome {
    const { isDraining, plan, reached } = this.#world;
    const isWilling = isDraining ? plan.warehouseAtTheEnd === 'FULFILLED' : choice % 2 === 0;
    if (this.fulfilled.has(key)) reached.add('warehouse asked again for what it had fulfilled');
    if (isWilling) this.fulfilled.add(key);
    return this.fulfilled.has(key) ? { status: 'FULFILLED' } : { status: 'FAILED', reason: 'out of stock' };
  }

  /** What asking must be like. */
  checkAsked(process: Process, order: Order, key: string): void {
    const { order_id } = order;
    if (key !== order_id)
      this.#world.breaks('asked', `${process.name} asked for ${order_id} with key ${key}`);
    const mayAsk = process.mayAsk.get(order_id) ?? 0;
    if (order.status === 'FULFILLED' || mayAsk === 0)
      this.#world.breaks(
        'asked',
        `${process.name} asked for ${order_id} without having read it, or FULFILLED`,
      );
    process.mayAsk.set(order_id, mayAsk - 1);
  }
}
