import { isSameContent } from 'order-model';
import type { World } from './world.ts';

/** What must hold between any two steps; with nothing left in flight it is what must hold at the end. */
export function checkState(world: World): void {
  const { accepted, failedOrders, orders } = world;
  for (const [orderId, content] of accepted) {
    const order = orders.latest.get(orderId);
    if (order && !isSameContent(order, content))
      world.breaks(
        'content',
        `${orderId} is stored with quantity ${order.quantity}, not ${content.quantity}`,
      );
    if (order?.status !== 'FULFILLED' && order?.status !== 'FAILED' && !world.isInFlight(orderId))
      world.breaks('ended', `${orderId} is ${order?.status ?? 'not stored'}, and nothing is on its way`);
  }
  for (const { order_id, status } of orders.latest.values()) {
    if (status !== 'FAILED' || world.isInFlight(order_id)) continue;
    if (!failedOrders.open().some((row) => row.order_id === order_id))
      world.breaks('recorded', `${order_id} is FAILED, and no operator would see it`);
  }
}
