/** The environment variables this function needs. */
export const ENVIRONMENT = ['ORDERS_TABLE', 'FAILED_ORDERS_TABLE', 'STATUS_SHARDS'] as const;

export type Environment = Record<(typeof ENVIRONMENT)[number], string>;

/** The routes this function answers. */
export type Route = 'GET /orders/{order_id}' | 'GET /orders' | 'GET /orders/counts' | 'GET /failed-orders';
