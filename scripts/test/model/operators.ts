import type { Step } from './scheduler.ts';
import type { World } from './world.ts';

/** Operators who put failed orders back as docs/operations.md says: the message first, then the row, if it is still OPEN. */
export class Operators {
  readonly #world: World;
  #left: number;

  constructor(world: World) {
    this.#world = world;
    this.#left = world.plan.operators;
  }

  steps(): Step[] {
    const rows = this.#world.failedOrders.open().filter(({ order_id }) => order_id);
    if (this.#left === 0 || rows.length === 0) return [];
    return [
      (choice) => {
        const row = rows[choice % rows.length];
        this.#left--;
        if (row) void this.#redrive(row.failed_order_id, row.payload);
      },
    ];
  }

  async #redrive(failedOrderId: string, payload: unknown): Promise<void> {
    const world = this.#world;
    try {
      await world.scheduler.start(world.newId('operator '), async (process) => {
        await process.call(`sends the payload of ${failedOrderId} to order_queue`, async () =>
          world.sendMessage(world.orderQueue, JSON.stringify(payload)),
        );
        await process.call(`marks row ${failedOrderId} REDRIVEN`, async () => {
          const isMarked = world.failedOrders.markRedriven(failedOrderId);
          if (isMarked) world.reached.add('redrive');
          return isMarked;
        });
      });
    } catch {
      // Whatever was done so far stays.
    }
  }
}
