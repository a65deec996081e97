import { MemoryLogger, MemoryMetrics } from 'function-kit/testing';
import type { FailedOrderStore, FulfillmentProvider, OrderStore } from 'order-model';
import { checkRow } from './check-row.ts';
import { MAX_RECEIVE_COUNT } from './plan.ts';
import type { Process } from './process.ts';
import type { World } from './world.ts';

/** What a process reaches of the world: every call waits for the scheduler. */
export function portsOf(process: Process, world: World) {
  const orders: OrderStore = {
    async find(orderId) {
      const order = await process.call(`reads order ${orderId}`, () => world.orders.find(orderId));
      if (order?.status === 'FULFILLED') {
        world.reached.add('a delivery met FULFILLED');
        // Of two messages of an order in one delivery it shows for neither which of them has read it.
        if ((process.messages.get(orderId) ?? 0) < 2) process.mayAsk.delete(orderId);
      } else if (order) process.mayAsk.set(orderId, (process.mayAsk.get(orderId) ?? 0) + 1);
      return order;
    },
    create: (order) =>
      process.call(`creates order ${order.order_id}`, async () => {
        const stored = await world.orders.create(order, process);
        process.met.set(order.order_id, world.orders.latest.get(order.order_id)?.status);
        return stored;
      }),
    replace: (previous, next) => {
      const change = `${previous.status} to ${next.status}`;
      return process.call(`replaces order ${next.order_id}, ${change}`, async () => {
        const isReplaced = await world.orders.replace(previous, next, process);
        if (!isReplaced) world.reached.add('a write met a newer order');
        return isReplaced;
      });
    },
  };
  const failedOrders: FailedOrderStore = {
    record: (row) =>
      process.call(`records row ${row.failed_order_id} of ${row.order_id ?? 'no order'}`, () => {
        checkRow(row, world);
        const met = world.failedOrders.get(row.failed_order_id);
        if (met) world.reached.add(`dead letter met its row${met.state === 'OPEN' ? '' : ' REDRIVEN'}`);
        return world.failedOrders.record(row);
      }),
  };
  const provider: FulfillmentProvider = {
    fulfill(order, key) {
      world.warehouse.checkAsked(process, order, key);
      return process.call(`asks the warehouse for ${key}`, async (choice) =>
        world.warehouse.answer(key, choice),
      );
    },
  };
  return {
    orders,
    failedOrders,
    provider,
    maxReceiveCount: MAX_RECEIVE_COUNT,
    logger: new MemoryLogger(),
    metrics: new MemoryMetrics(),
    chance: () => 0,
    now: world.clockOf(process),
  };
}
