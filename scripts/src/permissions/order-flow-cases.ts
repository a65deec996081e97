import assert from 'node:assert/strict';
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { FailedOrder, Order } from 'order-model';
import type { OrderSystem } from '../order-system.ts';
import { pollUntil } from '../smoke/poll-until.ts';

/** The running system as a case sees it: every delivery is fulfilled, and faults are off. */
export interface CaseSystem extends OrderSystem {
  readonly lambda: LambdaClient;
  /** Every line the functions logged. */
  readonly logged: readonly string[];
}

/** One way an order, or a message, can go. Throws when it went another way. */
export interface OrderFlowCase {
  readonly name: string;
  run(system: CaseSystem): Promise<void>;
}

/** Far longer than any machine takes. */
const PATIENCE_SECONDS = 120;

const contentOf = (order_id: string) => ({ order_id, product: 'Pen', quantity: 2 });

/** Cases that leave each other alone: they may run at once. */
export const CASES: readonly OrderFlowCase[] = [
  {
    name: 'an order is accepted and fulfilled, and logged by every function on its way',
    async run(system) {
      await place(system, 'fulfilled', 200);
      await orderIs(system, 'fulfilled', 'FULFILLED');
      for (const line of ['is valid', 'stored with', 'accepted with', 'processed with status: FULFILLED'])
        await isLogged(system, `Order fulfilled ${line}`);
    },
  },
  {
    name: 'an order that is placed again is a replay, and with other content a conflict',
    async run(system) {
      await place(system, 'replayed', 200);
      await orderIs(system, 'replayed', 'FULFILLED');
      const replay = await system.place(contentOf('replayed'));
      assert.equal(replay.headers.get('idempotent-replayed'), 'true');
      assert.equal((await system.place({ ...contentOf('replayed'), quantity: 3 })).status, 409);
    },
  },
  {
    name: 'a message that is no order comes back after its backoff, and ends in failed_orders',
    async run(system) {
      const [messageId] = await system.send(['no order']);
      await isLogged(system, `Dead letter ${messageId} recorded`);
      await rowOf(system, ({ failed_order_id }) => failed_order_id === messageId);
    },
  },
  {
    name: 'a message of an order nobody placed ends in failed_orders, and the order FAILED',
    async run(system) {
      await system.send([JSON.stringify(contentOf('never-placed'))]);
      await rowOf(system, ({ order_id }) => order_id === 'never-placed');
      await orderIs(system, 'never-placed', 'FAILED');
    },
  },
  {
    name: 'a dead letter of an order that was never attempted ends it FAILED',
    async run(system) {
      await invokeStorage(system, {
        operation: 'StoreOrder',
        order: contentOf('never-attempted'),
        accepted_at: new Date().toISOString(),
      });
      await system.send([JSON.stringify(contentOf('never-attempted'))], system.names.deadLetterQueue);
      await orderIs(system, 'never-attempted', 'FAILED');
    },
  },
  {
    name: 'an order that could not be queued is marked FAILED once, however often the workflow asks',
    async run(system) {
      const request = {
        operation: 'MarkOrderFailed',
        order: contentOf('marked-twice'),
        failed_order_id: 'execution-of-marked-twice',
        reason: 'the queue was out of reach',
      };
      await invokeStorage(system, request);
      await invokeStorage(system, request);
      await orderIs(system, 'marked-twice', 'FAILED');
    },
  },
];

/** Cases under faults, which hit every order there is: one after the other. */
export const FAULT_CASES: readonly OrderFlowCase[] = [
  {
    name: 'an order that cannot be queued ends FAILED with its row',
    async run(system) {
      system.cloud.faults.start({ seed: 1, rate: 1, kinds: ['error'], calls: ['sqs:SendMessage'] });
      const { status } = await system.place(contentOf('not-queued'));
      assert.equal(status, system.names.workflowType === 'EXPRESS' ? 503 : 200);
      await rowOf(system, ({ order_id }) => order_id === 'not-queued');
      await orderIs(system, 'not-queued', 'FAILED');
    },
  },
  {
    name: 'a dead letter that is delivered again meets its row',
    async run(system) {
      system.cloud.faults.start({ seed: 1, rate: 1, kinds: ['reset-after'], calls: ['dynamodb:PutItem'] });
      const [messageId] = await system.send(['no order either'], system.names.deadLetterQueue);
      await isLogged(system, `Dead letter ${messageId} not recorded`);
      system.cloud.faults.stop();
      await isLogged(system, `Dead letter ${messageId} recorded`);
      await rowOf(system, ({ failed_order_id }) => failed_order_id === messageId);
    },
  },
  {
    name: 'an order that can be neither stored nor marked becomes a dead letter of its workflow',
    async run(system) {
      if (system.names.workflowType === 'EXPRESS') return;
      system.cloud.faults.start({ seed: 1, rate: 1, kinds: ['error'], calls: ['dynamodb:PutItem'] });
      await place(system, 'not-stored', 200);
      // Known from its execution alone.
      assert.equal((await system.place({ ...contentOf('not-stored'), quantity: 3 })).status, 409);
      await isLogged(system, 'not recorded; it stays in the queue', '"not-stored"');
      system.cloud.faults.stop();
      await rowOf(system, ({ order_id }) => order_id === 'not-stored');
      await orderIs(system, 'not-stored', 'FAILED');
    },
  },
];

async function place(system: CaseSystem, orderId: string, expected: number): Promise<void> {
  const { status, body } = await system.place(contentOf(orderId));
  assert.equal(status, expected, `order ${orderId} was answered ${status}: ${JSON.stringify(body)}`);
}

function orderIs(system: CaseSystem, orderId: string, status: Order['status']): Promise<Order> {
  return pollUntil(`order ${orderId} ${status}`, PATIENCE_SECONDS, async () => {
    const order = await system.order(orderId);
    return order?.status === status ? order : undefined;
  });
}

function rowOf(system: CaseSystem, isIt: (row: FailedOrder) => boolean): Promise<FailedOrder> {
  return pollUntil('the failed_orders row', PATIENCE_SECONDS, async () =>
    (await system.failedOrders()).find(isIt),
  );
}

/** Waits for a line that holds all the texts. */
function isLogged({ logged }: CaseSystem, ...texts: readonly string[]): Promise<string> {
  return pollUntil(`a line with "${texts.join('" and "')}"`, PATIENCE_SECONDS, async () =>
    logged.find((line) => texts.every((text) => line.includes(text))),
  );
}

/** Asks order-storage what a state of the workflow asks. */
async function invokeStorage({ lambda, names }: CaseSystem, request: object): Promise<void> {
  const command = new InvokeCommand({
    FunctionName: names.functionLogGroups.get('order-storage')?.replace('/aws/lambda/', ''),
    Payload: JSON.stringify(request),
  });
  const { FunctionError, Payload } = await lambda.send(command);
  assert.equal(FunctionError, undefined, `order-storage failed: ${Payload?.transformToString()}`);
}
