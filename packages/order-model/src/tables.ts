/** Key attributes of the two tables, shared by what creates them and what reads them. */
export const ORDERS_KEY = 'order_id';
export const FAILED_ORDERS_KEY = 'failed_order_id';

/** Index of `orders` that lists one status newest first; each status is spread over several shards. */
export const STATUS_INDEX = {
  name: 'status_shard',
  hashKey: 'status_shard',
  rangeKey: 'updated_at',
} as const;

/** Index of `failed_orders` that lists one state newest first, spread over as many shards. */
export const STATE_INDEX = {
  name: 'state_shard',
  hashKey: 'state_shard',
  rangeKey: 'failed_at',
} as const;
