import assert from 'node:assert/strict';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { OrderContent } from 'order-model';
import { isLogged, orderIs, place, rowOf } from './case-steps.ts';
import type { CaseSystem } from './case-system.ts';

/** One way an order, or a message, can go. Throws when it went another way; a call that is denied meanwhile fails it too. */
export interface OrderFlowCase {
  readonly name: string;
  /** `order` is one that nothing was done with yet. */
  run(system: CaseSystem, order: OrderContent): Promise<void>;
}

/** Cases that leave each other alone: they may run at once. */
export const CASES: readonly OrderFlowCase[] = [
  {
    name: 'an order is accepted and fulfilled, and logged by every function on its way',
    async run(system, order) {
      await place(system, order);
      await orderIs(system, order, 'FULFILLED');
      for (const line of ['is valid', 'stored with', 'accepted with', 'processed with status: FULFILLED'])
        await isLogged(system, `Order ${order.order_id} ${line}`);
    },
  },
  {
    name: 'an order that is placed again is a replay, and with other content a conflict',
    async run(system, order) {
      await place(system, order);
      await orderIs(system, order, 'FULFILLED');
      const replay = await system.place(order);
      assert.equal(replay.headers.get('idempotent-replayed'), 'true');
      assert.equal((await system.place({ ...order, quantity: 3 })).status, 409);
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
    async run(system, order) {
      await system.send([JSON.stringify(order)]);
      await rowOf(system, ({ order_id }) => order_id === order.order_id);
      await orderIs(system, order, 'FAILED');
    },
  },
  {
    name: 'a dead letter of an order that was never attempted ends it FAILED',
    async run(system, order) {
      await invokeStorage(system, {
        operation: 'StoreOrder',
        order,
        accepted_at: new Date().toISOString(),
      });
      await system.send([JSON.stringify(order)], system.names.deadLetterQueue);
      await orderIs(system, order, 'FAILED');
    },
  },
  {
    name: 'an order that could not be queued is marked FAILED once, however often the workflow asks',
    async run(system, order) {
      const request = {
        operation: 'MarkOrderFailed',
        order,
        failed_order_id: `execution-of-${order.order_id}`,
        reason: 'the queue was out of reach',
      };
      await invokeStorage(system, request);
      await invokeStorage(system, request);
      await orderIs(system, order, 'FAILED');
    },
  },
];

/** Cases under faults, which hit every order there is: one after the other. */
export const FAULT_CASES: readonly OrderFlowCase[] = [
  {
    name: 'an order that cannot be queued ends FAILED with its row',
    async run(system, order) {
      system.cloud.faults.start({ seed: 1, rate: 1, kinds: ['error'], calls: ['sqs:SendMessage'] });
      const { status } = await system.place(order);
      assert.equal(status, system.names.workflowType === 'EXPRESS' ? 503 : 200);
      await rowOf(system, ({ order_id }) => order_id === order.order_id);
      await orderIs(system, order, 'FAILED');
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
    async run(system, order) {
      if (system.names.workflowType === 'EXPRESS') return;
      system.cloud.faults.start({ seed: 1, rate: 1, kinds: ['error'], calls: ['dynamodb:PutItem'] });
      await place(system, order);
      // Known from its execution alone.
      assert.equal((await system.place({ ...order, quantity: 3 })).status, 409);
      await isLogged(system, 'not recorded; it stays in the queue', order.order_id);
      system.cloud.faults.stop();
      await rowOf(system, ({ order_id }) => order_id === order.order_id);
      await orderIs(system, order, 'FAILED');
    },
  },
];

/** Asks order-storage what a state of the workflow asks. */
async function invokeStorage({ lambda, names }: CaseSystem, request: object): Promise<void> {
  const command = new InvokeCommand({
    FunctionName: names.functionLogGroups.get('order-storage')?.replace('/aws/lambda/', ''),
    Payload: JSON.stringify(request),
  });
  const { FunctionError, Payload } = await lambda.send(command);
  assert.equal(FunctionError, undefined, `order-storage failed: ${Payload?.transformToString()}`);
}
