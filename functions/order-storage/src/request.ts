import type { OrderContent } from 'order-model';

/** What the workflow asks of this function; the operation has the name of the state that asks. */
export type StorageRequest = StoreOrderRequest | MarkOrderFailedRequest;

export interface StoreOrderRequest {
  readonly operation: 'StoreOrder';
  readonly order: OrderContent;
  /** ISO 8601; the start of the execution, so that a retry of this state stores the same order again. */
  readonly accepted_at: string;
}

export interface MarkOrderFailedRequest {
  readonly operation: 'MarkOrderFailed';
  readonly order: OrderContent;
  /** Unique per execution, the same for each retry in it. */
  readonly failed_order_id: string;
  readonly reason: string;
}
