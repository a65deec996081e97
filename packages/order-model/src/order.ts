import type { OrderStatus } from './order-status.ts';

/** What a client orders; field names are those of the wire and of the table. */
export interface OrderContent {
  readonly order_id: string;
  readonly product: string;
  readonly quantity: number;
}

/** A status an order took, with the ISO 8601 UTC time it took it. */
export interface StatusChange {
  readonly status: OrderStatus;
  readonly at: string;
  readonly reason?: string;
}

/** An order as stored. Times are ISO 8601 UTC with milliseconds. */
export interface Order extends OrderContent {
  readonly status: OrderStatus;
  /** How often fulfillment was attempted. */
  readonly attempts: number;
  readonly created_at: string;
  /** Grows strictly with every change, so it is also the version that conditional writes compare. */
  readonly updated_at: string;
  readonly failure_reason?: string;
  /** Latest status changes, oldest first, at most HISTORY_LIMIT. */
  readonly history: readonly StatusChange[];
}

/** Whether two orders ask for the same thing: what tells a replay from a conflict. */
export function isSameContent(a: OrderContent, b: OrderContent): boolean {
  return a.order_id === b.order_id && a.product === b.product && a.quantity === b.quantity;
}

/** The content alone, in canonical key order: same order, same JSON bytes. */
export function contentOf({ order_id, product, quantity }: OrderContent): OrderContent {
  return { order_id, product, quantity };
}
