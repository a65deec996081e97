/** The environment variables this function needs. */
export const ENVIRONMENT = [
  'ORDERS_TABLE',
  'STATUS_SHARDS',
  'FAILED_ORDERS_TABLE',
  'MAX_RECEIVE_COUNT',
  'METRICS_NAMESPACE',
  'METRICS_ENVIRONMENT',
] as const;

export type Environment = Record<(typeof ENVIRONMENT)[number], string>;

/** The metrics this function emits. */
export const METRICS = {
  /** Rows newly written to failed_orders. */
  OrdersFailed: 'Count',
  /** Deliveries of a dead letter that stays in the queue; a partial batch response is no error of the function. */
  DeadLettersNotRecorded: 'Count',
} as const;

export type Metric = keyof typeof METRICS;
