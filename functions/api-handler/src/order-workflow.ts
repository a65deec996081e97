import type { OrderContent, OrderStatus } from 'order-model';

/** What became of an order that was accepted. */
export interface AcceptedOrder {
  readonly status: OrderStatus;
  /** Whether the order had been accepted before. */
  readonly replayed: boolean;
}

/** The workflow that takes an order in. Throws OrderConflictError; any other error means: not accepted, try again. */
export interface OrderWorkflow {
  start(order: OrderContent): Promise<AcceptedOrder>;
}
