import {
  afterAttempt,
  type Clock,
  FulfillmentFailedError,
  type FulfillmentProvider,
  OrderNotFoundError,
  type OrderStore,
} from 'order-model';

interface Dependencies {
  readonly orders: OrderStore;
  readonly provider: FulfillmentProvider;
  readonly now: Clock;
}

/** The bug: the order is marked as done, and then done. */
export async function fulfillOrder(orderId: string, { orders, provider, now }: Dependencies): Promise<void> {
  const order = await orders.find(orderId);
  if (!order) throw new OrderNotFoundError(orderId);
  if (order.status === 'FULFILLED') return;
  if (!(await orders.replace(order, afterAttempt(order, 'FULFILLED', now())))) return;
  const { status } = await provider.fulfill(order, orderId);
  if (status === 'FAILED') throw new FulfillmentFailedError(orderId, 'refused');
}
