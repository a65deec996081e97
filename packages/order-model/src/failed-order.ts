/** OPEN: waits for an operator. REDRIVEN: its order was put back on the queue, or found FULFILLED. */
export const FAILED_ORDER_STATES = ['OPEN', 'REDRIVEN'] as const;

export type FailedOrderState = (typeof FAILED_ORDER_STATES)[number];

/** A row of `failed_orders`: a dead letter, kept for an operator. Times are ISO 8601 UTC. */
export interface FailedOrder {
  /** Id of the SQS message that died, or of the execution that could not queue its order: a repetition meets its row. */
  readonly failed_order_id: string;
  /** Absent when the payload names no order. */
  readonly order_id?: string;
  /** The parsed order, or the raw message body when it cannot be parsed. */
  readonly payload: unknown;
  readonly reason: string;
  /** How often fulfillment of the order was attempted; for a payload that is no order, how often it was received. */
  readonly attempts: number;
  readonly failed_at: string;
  readonly state: FailedOrderState;
  readonly redriven_at?: string;
  /** Who redrives the row, or did, and since when: what keeps two operators from doing it at once. */
  readonly redrive_id?: string;
  readonly redrive_started_at?: string;
}
