import {
  contentOf,
  isSameContent,
  newOrder,
  OrderConflictError,
  type OrderContent,
  type OrderStatus,
  type OrderStore,
} from 'order-model';

/** The order as stored, and whether it was there before. */
export interface StoredOrder extends OrderContent {
  readonly status: OrderStatus;
  readonly replayed: boolean;
}

/**
 * Stores an order as PENDING. An order with the same content that is stored already is a replay and stays as it is;
 * one with other content is an OrderConflictError.
 */
export async function storeOrder(
  content: OrderContent,
  acceptedAt: Date,
  { orders }: { orders: OrderStore },
): Promise<StoredOrder> {
  const order = newOrder(content, acceptedAt);
  const stored = await orders.create(order);
  if (!isSameContent(stored, order)) throw OrderConflictError.between(order, stored);
  return { ...contentOf(stored), status: stored.status, replayed: stored.created_at !== order.created_at };
}
