import { batchResponse, parseJson, processBatch } from 'function-kit';
import {
  afterAttempt,
  FulfillmentFailedError,
  type Order,
  OrderNotFoundError,
  parseOrder,
} from 'order-model';
import type { Subject } from '../subject.ts';

type Dependencies = Parameters<Subject['processOrders']>[1];
type Fulfill = (order: Order, dependencies: Dependencies) => Promise<unknown>;

/** fulfill-order, as far as the bugs need it, with another way to fulfill an order. */
function fulfillOrderBy(fulfill: Fulfill): Subject['processOrders'] {
  return async (records, dependencies) => {
    const failed = await processBatch(records, async ({ body }) => {
      const { order_id } = parseOrder(parseJson(body));
      const order = await dependencies.orders.find(order_id);
      if (!order) throw new OrderNotFoundError(order_id);
      await fulfill(order, dependencies);
    });
    return batchResponse(failed);
  };
}

const askAndRecord = async (order: Order, { orders, provider, now }: Dependencies, key = order.order_id) => {
  const outcome = await provider.fulfill(order, key);
  const { status } = outcome;
  await orders.replace(order, afterAttempt(order, status, now()));
  if (outcome.status === 'FAILED') throw new FulfillmentFailedError(order.order_id, outcome.reason);
};

/** Does not look at the status of the order it read. */
export const withoutStatusGuard = fulfillOrderBy((order, dependencies) => askAndRecord(order, dependencies));

/** Reads the order once more, sees it FULFILLED, and asks for what it read first. */
export const asksThoughFulfilled = fulfillOrderBy(async (order, dependencies) => {
  if (order.status === 'FULFILLED') return;
  await dependencies.orders.find(order.order_id);
  await askAndRecord(order, dependencies);
});

/** Records FULFILLED first, so that it is never asked for twice, and asks the warehouse then. */
export const marksBeforeTheEffect = fulfillOrderBy(async (order, { orders, provider, now }) => {
  if (order.status === 'FULFILLED') return;
  if (!(await orders.replace(order, afterAttempt(order, 'FULFILLED', now())))) return;
  await provider.fulfill(order, order.order_id);
});

/** Asks with a key of its own for each attempt. */
export const keyPerAttempt = fulfillOrderBy(async (order, dependencies) => {
  if (order.status === 'FULFILLED') return;
  await askAndRecord(order, dependencies, `${order.order_id}-${order.attempts}`);
});
