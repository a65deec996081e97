import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { AwsCall } from 'local-cloud';
import type { Context } from '../../src/synthesize.ts';
import { startTestSystem } from './test-system.ts';

/** What the pollers of the queues do, as often as there are batches. */
const POLLING = ['ReceiveMessage', 'DeleteMessage', 'DeleteMessageBatch'];

const ORDERS = Array.from({ length: 10 }, (_, index) => ({
  order_id: `order-${index}`,
  product: 'Pen',
  quantity: 1,
}));

/** Runs orders to their end and counts what the system's own parts ask AWS for, as `part Action`. */
async function countCalls(context: Context, orders = ORDERS): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const onCall = ({ principal, action }: AwsCall) => {
    const [, part] = /:role\/dofs-local-(.*)$/.exec(principal) ?? [];
    if (part === undefined || POLLING.includes(action)) return;
    const key = `${part} ${action}`;
    counts[key] = (counts[key] ?? 0) + 1;
  };
  const system = await startTestSystem(context, { onCall, prepareStack: raiseTimeouts });
  try {
    await Promise.all(orders.map((order) => system.place(order)));
    if (context.fulfillmentSuccessRate === 0) {
      await system.waitUntil('the failed_orders row', async () => (await system.failedOrders())[0]);
      await system.waitForLine('recorded in failed_orders');
    } else await Promise.all(orders.map(({ order_id }) => system.waitFor(order_id, 'FULFILLED')));
    return counts;
  } finally {
    await system.stop();
  }
}

/** Each timeout as long as AWS takes it: a slow machine must not try again what is counted. Backoffs stay short. */
function raiseTimeouts(stackDirectory: string): void {
  const file = join(stackDirectory, 'cdk.tf.json');
  const stack = readFileSync(file, 'utf8')
    .replaceAll(/("timeout": )\d+/g, '$1900')
    .replaceAll(/("visibility_timeout_seconds": )\d+/g, '$143200')
    .replaceAll(/(\\"TimeoutSeconds\\":)\d+/g, '$1300');
  writeFileSync(file, stack);
}

const FROM_THE_WORKFLOW_ON = {
  'order-workflow Invoke': 20,
  'order-storage PutItem': 10,
  'order-workflow SendMessage': 10,
  'fulfill-order GetItem': 10,
  'fulfill-order UpdateItem': 10,
};

describe('the calls to AWS of ten orders that are fulfilled at once', () => {
  it('EXPRESS: one start, one put and one send each, one read and one update for the attempt, and no other', async () => {
    expect(await countCalls({ fulfillmentSuccessRate: 1 })).toEqual({
      'api-handler StartSyncExecution': 10,
      ...FROM_THE_WORKFLOW_ON,
    });
  });

  it('STANDARD: the same, and a look into the table before each start, as it knows of orders no execution does', async () => {
    expect(await countCalls({ fulfillmentSuccessRate: 1, workflowType: 'STANDARD' })).toEqual({
      'api-handler GetItem': 10,
      'api-handler StartExecution': 10,
      ...FROM_THE_WORKFLOW_ON,
    });
  });
});

describe('the calls to AWS of an order that is never fulfilled', () => {
  it('are one read and one update at each of three attempts, a backoff after each, and one row', async () => {
    expect(await countCalls({ fulfillmentSuccessRate: 0 }, ORDERS.slice(0, 1))).toEqual({
      'api-handler StartSyncExecution': 1,
      'order-workflow Invoke': 2,
      'order-storage PutItem': 1,
      'order-workflow SendMessage': 1,
      'fulfill-order GetItem': 3,
      'fulfill-order UpdateItem': 3,
      'fulfill-order ChangeMessageVisibilityBatch': 3,
      'dlq-handler GetItem': 1,
      'dlq-handler PutItem': 1,
    });
  });
});
