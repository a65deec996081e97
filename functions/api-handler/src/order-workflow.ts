import type { OrderContent, OrderStatus } from 'order-model';

/** How long to wait for the workflow, retries of the SDK included: less than the function's own 29 seconds. */
export const WORKFLOW_TIMEOUT_MILLISECONDS = 27_000;

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
