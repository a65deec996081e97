import { type Count, ORDER_STATUSES, type OrderList, type OrderStatus } from 'order-model';

/** How many orders have each status; with `since`, of those that changed since then. */
export async function countOrders(
  orders: OrderList,
  since: string | undefined,
): Promise<Record<OrderStatus, Count>> {
  const counts = await Promise.all(
    ORDER_STATUSES.map(async (status) => [status, await orders.count(status, since)] as const),
  );
  return Object.fromEntries(counts) as Record<OrderStatus, Count>;
}
