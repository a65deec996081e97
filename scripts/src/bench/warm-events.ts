import { createHash } from 'node:crypto';

/** Orders in one invocation, as the event source mappings of the stack batch them. */
const BATCH_SIZE = 10;

/** A function on its way through many invocations. */
export interface WarmFunction {
  readonly ordersPerInvocation: number;
  /** Event of the n-th invocation. */
  readonly event: (index: number) => unknown;
}

const orderOf = (index: number) => ({ order_id: `order-${index}`, product: 'Pen', quantity: 2 });

const batchOf = (index: number) => ({
  Records: Array.from({ length: BATCH_SIZE }, (_, entry) => ({
    messageId: `message-${index}-${entry}`,
    receiptHandle: 'receipt',
    body: JSON.stringify(orderOf(index * BATCH_SIZE + entry)),
    attributes: { ApproximateReceiveCount: '1' },
    messageAttributes: {},
  })),
});

const STORED_AT = '2026-01-31T09:30:00.000Z';

/** Every function with events that are all different orders, each at its first and successful attempt. */
export const WARM_FUNCTIONS: Readonly<Record<string, WarmFunction>> = {
  'api-handler': one((index) => ({ body: JSON.stringify(orderOf(index)), isBase64Encoded: false })),
  validator: one(orderOf),
  'order-storage': one((index) => ({
    operation: 'StoreOrder',
    order: orderOf(index),
    accepted_at: STORED_AT,
  })),
  'fulfill-order': { ordersPerInvocation: BATCH_SIZE, event: batchOf },
  'dlq-handler': { ordersPerInvocation: BATCH_SIZE, event: batchOf },
  'order-query': one((index) => ({
    routeKey: 'GET /orders/{order_id}',
    pathParameters: { order_id: `order-${index}` },
  })),
  'redrive-order': one((index) => ({
    routeKey: 'POST /failed-orders/{failed_order_id}/redrive',
    pathParameters: { failed_order_id: `order-${index}` },
  })),
};

function one(event: (index: number) => unknown): WarmFunction {
  return { ordersPerInvocation: 1, event };
}

/** What the services answer: every order is stored as PENDING, every failed order is open, all else succeeds. */
export function instantAnswer(operation: string, body: Readonly<Record<string, never>>): object {
  switch (operation) {
    case 'StartSyncExecution':
      return { status: 'SUCCEEDED', output: '{"status":"PENDING","replayed":false}' };
    case 'GetItem':
      return { Item: itemOf((body as unknown as GetItem).Key) };
    case 'SendMessage':
      return {
        MD5OfMessageBody: createHash('md5')
          .update(body.MessageBody ?? '')
          .digest('hex'),
      };
    default:
      return {};
  }
}

interface GetItem {
  readonly Key: Readonly<Record<'order_id' | 'failed_order_id', { S: string } | undefined>>;
}

function itemOf({ order_id, failed_order_id }: GetItem['Key']): object {
  const content = { order_id: order_id ?? failed_order_id, product: { S: 'Pen' }, quantity: { N: '2' } };
  const attempts = { N: '0' };
  if (failed_order_id) {
    const row = { failed_at: { S: STORED_AT }, state: { S: 'OPEN' }, state_shard: { S: 'OPEN#0' } };
    return { failed_order_id, payload: { M: content }, reason: { S: 'unknown' }, attempts, ...row };
  }
  return {
    ...content,
    status: { S: 'PENDING' },
    attempts,
    created_at: { S: STORED_AT },
    updated_at: { S: STORED_AT },
    history: { L: [{ M: { status: { S: 'PENDING' }, at: { S: STORED_AT } } }] },
    status_shard: { S: 'PENDING#0' },
  };
}
