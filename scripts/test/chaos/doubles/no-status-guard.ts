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

/** The bug: the warehouse is asked whatever the order has become. */
export async function fulfillOrder(orderId: string, { orders, provider, now }: Dependencies): Promise<void> {
  const order = await orders.find(orderId);
  if (!order) throw new OrderNotFoundError(orderId);
  const { status } = await provider.fulfill(order, orderId);
  if (order.status !== 'FULFILLED') await orders.replace(order, afterAttempt(order, status, now()));
  if (status === 'FAILED') throw new FulfillmentFailedError(orderId, 'refused');
}
