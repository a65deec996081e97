import { OrderError } from 'order-model';
import { portsOf } from './ports.ts';
import type { Step } from './scheduler.ts';
import type { World } from './world.ts';

/** In the milliseconds of the model, of which a step takes half a one: shorter than many a redrive takes here. */
const LEASE_MILLISECONDS = 6;

/** Operators who put failed orders back, several of them the same one at once or one after the other. */
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
        if (row) void this.#redrive(row.failed_order_id);
      },
    ];
  }

  async #redrive(failedOrderId: string): Promise<void> {
    const world = this.#world;
    const sent: string[] = [];
    try {
      await world.scheduler.start(world.newId('operator '), async (process) => {
        const { orders, now } = portsOf(process, world);
        await world.subject.redriveOrder(failedOrderId, {
          orders,
          failedOrders: {
            find: (id) => process.call(`reads row ${id}`, () => world.failedOrders.find(id)),
            replace: (previous, next) =>
              process.call(`marks row ${next.failed_order_id} ${next.state}`, async () => {
                const isReplaced = await world.failedOrders.replace(previous, next);
                if (isReplaced && next.state === 'REDRIVEN') world.reached.add('redrive');
                if (isReplaced && previous.redrive_id && next.redrive_id !== previous.redrive_id)
                  world.reached.add('redrive taken over or given back');
                return isReplaced;
              }),
          },
          queue: {
            send: (order) =>
              process.call(`sends order ${order.order_id} to order_queue`, async () => {
                sent.push(world.sendMessage(world.orderQueue, JSON.stringify(order), { isDelayed: true }));
              }),
          },
          now,
          newId: () => process.name,
          leaseMilliseconds: LEASE_MILLISECONDS,
        });
      });
    } catch (error) {
      if (error instanceof OrderError) world.timeline.note('operator', error.message);
    } finally {
      // The delay of a message is longer than the redrive that sent it can be.
      for (const messageId of sent) world.orderQueue.endDelay(messageId);
    }
  }
}
