/** The environment variables this function needs. */
export const ENVIRONMENT = [
  'ORDERS_TABLE',
  'STATUS_SHARDS',
  'FAILED_ORDERS_TABLE',
  'METRICS_NAMESPACE',
  'METRICS_ENVIRONMENT',
] as const;

export type Environment = Record<(typeof ENVIRONMENT)[number], string>;

/** The metrics this function emits. */
export const METRICS = {
  /** Orders stored that were not there before. */
  OrdersAccepted: 'Count',
  /** Orders refused as their order_id exists with other content: a mistake of the client. */
  OrderConflicts: 'Count',
  /** Rows newly written to failed_orders. */
  OrdersFailed: 'Count',
} as const;

export type Metric = keyof typeof METRICS;
