/** The environment variables this function needs. */
export const ENVIRONMENT = [
  'ORDERS_TABLE',
  'STATUS_SHARDS',
  'FAILED_ORDERS_TABLE',
  'MAX_RECEIVE_COUNT',
] as const;

export type Environment = Record<(typeof ENVIRONMENT)[number], string>;
