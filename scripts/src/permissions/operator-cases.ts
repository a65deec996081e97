import assert from 'node:assert/strict';
import { answers, isLogged, orderIs, place, rowOf } from './case-steps.ts';
import type { OrderFlowCase } from './order-flow-cases.ts';

/** What operators do. */
export const OPERATOR_CASES: readonly OrderFlowCase[] = [
  {
    name: 'orders are read: one, a page of them, their counts and a page of failed orders',
    async run(system, order) {
      await place(system, order);
      for (const path of [`/orders/${order.order_id}`, '/orders', '/orders/counts', '/failed-orders'])
        await answers(system, 200, 'GET', path);
    },
  },
  {
    name: 'a failed order is redriven, and fulfilled then',
    async run(system, order) {
      await system.send([JSON.stringify(order)], system.names.deadLetterQueue);
      await orderIs(system, order, 'FAILED');
      const row = await rowOf(system, ({ order_id }) => order_id === order.order_id);
      await answers(system, 202, 'POST', `/failed-orders/${row.failed_order_id}/redrive`);
      await orderIs(system, order, 'FULFILLED');
      await isLogged(system, `Order ${order.order_id} redriven`);
    },
  },
  {
    name: 'an order that is gone is stored anew when its row is redriven',
    async run(system, order) {
      await system.send([JSON.stringify(order)], system.names.deadLetterQueue);
      const row = await rowOf(system, ({ order_id }) => order_id === order.order_id);
      await orderIs(system, order, 'FAILED');
      await system.deleteOrder(order.order_id);
      const body = { failed_order_ids: [row.failed_order_id] };
      const { results } = await answers(system, 200, 'POST', '/failed-orders/redrive', body);
      assert.equal(results[0].status, 202, JSON.stringify(results));
      await orderIs(system, order, 'FULFILLED');
    },
  },
];
