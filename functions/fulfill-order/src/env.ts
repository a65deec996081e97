/** The environment variables this function needs. */
export const ENVIRONMENT = [
  'ORDERS_TABLE',
  'STATUS_SHARDS',
  'ORDER_QUEUE_URL',
  'MAX_RECEIVE_COUNT',
  'FULFILLMENT_SUCCESS_RATE',
] as const;

export type Environment = Record<(typeof ENVIRONMENT)[number], string>;
