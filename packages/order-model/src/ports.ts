import type { FailedOrder, FailedOrderState } from './failed-order.ts';
import type { Order, OrderContent } from './order.ts';
import type { OrderStatus } from './order-status.ts';

/** The orders table, to read. */
export interface OrderReader {
  /** Strongly consistent. */
  find(orderId: string): Promise<Order | undefined>;
}

/** The orders table. */
export interface OrderStore extends OrderReader {
  /** Stores a new order unless one with its id exists, which stays as it is; returns the order that is stored now. */
  create(order: Order): Promise<Order>;
  /** Replaces `previous`, as read; false when the order has changed since, and stays as it is. */
  replace(previous: Order, next: Order): Promise<boolean>;
}

/** A part of a list, newest first. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Where the next page begins; absent: this one is the last. */
  readonly next_cursor?: string;
}

export interface PageRequest<Filter> {
  /** Only rows of this kind; absent: all. */
  readonly filter?: Filter | undefined;
  /** Most rows of the page. */
  readonly limit: number;
  /** The `next_cursor` of the page before, of the same filter. */
  readonly cursor?: string | undefined;
}

/** How many there are; with `more`, at least so many: nobody counted on. */
export interface Count {
  readonly count: number;
  readonly more: boolean;
}

/** The orders by status, a moment late: an order that changed just now may be missing, or seen as it was. */
export interface OrderList {
  /** Throws InvalidCursorError. */
  list(request: PageRequest<OrderStatus>): Promise<Page<Order>>;
  /** Orders of a status that changed at `since` (ISO 8601) or later. */
  count(status: OrderStatus, since?: string): Promise<Count>;
}

/** The failed orders by state, a moment late. */
export interface FailedOrderList {
  /** Throws InvalidCursorError. */
  list(request: PageRequest<FailedOrderState>): Promise<Page<FailedOrder>>;
}

/** The failed_orders table. */
export interface FailedOrderStore {
  /** Stores the row unless one with its id exists; returns the row that is stored now. */
  record(row: FailedOrder): Promise<FailedOrder>;
}

/** The failed_orders table, to redrive its rows. */
export interface RedriveStore {
  /** Strongly consistent. */
  find(failedOrderId: string): Promise<FailedOrder | undefined>;
  /** Replaces `previous`, as read; false when its state or who redrives it has changed since, and it stays as it is. */
  replace(previous: FailedOrder, next: FailedOrder): Promise<boolean>;
}

/** The order queue, to put an order on. */
export interface OrderSender {
  /** Its message is delivered only after every redrive that could have sent it is over. */
  send(order: OrderContent): Promise<void>;
}

/** What the warehouse answered. */
export type FulfillmentOutcome =
  | { readonly status: 'FULFILLED' }
  | { readonly status: 'FAILED'; readonly reason: string };

/** The warehouse: the one interface to implement for a real one. A throw counts as a failed attempt. */
export interface FulfillmentProvider {
  /** Must fulfill at most once per `idempotencyKey` (the order_id): a delivery may repeat. */
  fulfill(order: Order, idempotencyKey: string): Promise<FulfillmentOutcome>;
}

/** The current time. */
export type Clock = () => Date;

/** A number in [0, 1), as Math.random. */
export type Chance = () => number;
