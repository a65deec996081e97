/** The environment variables this function needs. */
export const ENVIRONMENT = [
  'ORDERS_TABLE',
  'STATUS_SHARDS',
  'FAILED_ORDERS_TABLE',
  'ORDER_QUEUE_URL',
  'REDRIVE_TIMEOUT_SECONDS',
  'METRICS_NAMESPACE',
  'METRICS_ENVIRONMENT',
] as const;

export type Environment = Record<(typeof ENVIRONMENT)[number], string>;

/** The metrics this function emits. */
export const METRICS = {
  /** Failed orders that were put back on the queue. */
  OrdersRedriven: 'Count',
} as const;

export type Metric = keyof typeof METRICS;

/** The routes this function answers. */
export type Route = 'POST /failed-orders/{failed_order_id}/redrive' | 'POST /failed-orders/redrive';
