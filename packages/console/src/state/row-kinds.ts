import type { FailedOrder, Order } from 'order-model';
import type { RowKind } from './feed.ts';

export const ORDER_ROWS: RowKind<Order> = {
  id: ({ order_id }) => order_id,
  at: ({ updated_at }) => updated_at,
};

export const FAILED_ORDER_ROWS: RowKind<FailedOrder> = {
  id: ({ failed_order_id }) => failed_order_id,
  at: ({ failed_at }) => failed_at,
};
