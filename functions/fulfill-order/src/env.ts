/** The environment variables this function needs. */
export const ENVIRONMENT = [
  'ORDERS_TABLE',
  'STATUS_SHARDS',
  'ORDER_QUEUE_URL',
  'MAX_RECEIVE_COUNT',
  'FULFILLMENT_SUCCESS_RATE',
  'METRICS_NAMESPACE',
  'METRICS_ENVIRONMENT',
] as const;

export type Environment = Record<(typeof ENVIRONMENT)[number], string>;

/** The metrics this function emits. */
export const METRICS = {
  /** Orders that became FULFILLED, each once. */
  OrdersFulfilled: 'Count',
  /** From accepted to FULFILLED. */
  OrderCompletionTime: 'Milliseconds',
  /** Attempts recorded as failed; an order may have several. */
  FulfillmentAttemptsFailed: 'Count',
} as const;

export type Metric = keyof typeof METRICS;
