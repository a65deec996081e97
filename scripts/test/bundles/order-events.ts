import { buildSqsRecord } from 'function-kit/testing';

export const ORDER = { order_id: 'test001', product: 'Pen', quantity: 2 };

const ACCEPTED_AT = '2026-01-31T09:30:00.000Z';

/** The event of each function for one order. */
export const EVENTS = {
  placeOrder: { body: JSON.stringify(ORDER), isBase64Encoded: false },
  storeOrder: { operation: 'StoreOrder', order: ORDER, accepted_at: ACCEPTED_AT },
  fulfillOrder: { Records: [buildSqsRecord(ORDER)] },
  redriveOrder: {
    routeKey: 'POST /failed-orders/{failed_order_id}/redrive',
    pathParameters: { failed_order_id: 'message-1' },
  },
};

/** The order as DynamoDB holds it. */
export const ITEM = {
  order_id: { S: ORDER.order_id },
  product: { S: ORDER.product },
  quantity: { N: String(ORDER.quantity) },
  status: { S: 'PENDING' },
  attempts: { N: '0' },
  created_at: { S: ACCEPTED_AT },
  updated_at: { S: ACCEPTED_AT },
  history: { L: [{ M: { status: { S: 'PENDING' }, at: { S: ACCEPTED_AT } } }] },
  status_shard: { S: 'PENDING#0' },
};

/** The row of the same order, had it failed. */
export const FAILED_ITEM = {
  failed_order_id: { S: 'message-1' },
  payload: { M: { order_id: ITEM.order_id, product: ITEM.product, quantity: ITEM.quantity } },
  reason: { S: 'unknown' },
  attempts: { N: '3' },
  failed_at: { S: ACCEPTED_AT },
  state: { S: 'OPEN' },
  state_shard: { S: 'OPEN#0' },
};
