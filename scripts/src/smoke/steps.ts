import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { OrderContent } from 'order-model';
import { pollUntil } from './poll-until.ts';
import { logGroupOf, readLogs } from './read-logs.ts';
import { readFailedOrder, readOrder } from './read-tables.ts';
import type { Target } from './target.ts';
import { hasHistory, readWorkflowHistory, type WorkflowEvent } from './workflow-history.ts';

/** What the steps learn and hand on. */
export interface SmokeRun {
  readonly order: OrderContent;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  history: readonly WorkflowEvent[];
  /** Id of the message of the order, and of the message that is no order. */
  messageId: string;
  poisonMessageId: string;
}

/** What a step saw, and what of its title nobody can see in this environment. */
interface Seen {
  readonly seen: string;
  readonly notSeen?: string;
}

/** A step of the manual test plan; throws when what it looks at is not as it must be. */
export interface SmokeStep {
  readonly title: string;
  run(target: Target, run: SmokeRun): Promise<Seen>;
}

const POISON = 'this message is no order';
const RECEIVES = 3;

export function newRun(): SmokeRun {
  const order = { order_id: `smoke-${randomUUID()}`, product: 'Pen', quantity: 2 };
  return { order, startedAt: Date.now(), history: [], messageId: '', poisonMessageId: '' };
}

/** The manual test plan, step by step. */
export const STEPS: readonly SmokeStep[] = [
  {
    title: 'POST /order answers 200 "Validation passed"',
    async run({ apiUrl, authorize }, { order }) {
      const request = {
        method: 'POST',
        url: new URL(`${apiUrl}/order`),
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(order),
      };
      const response = await fetch(request.url, { ...request, headers: await authorize(request) });
      const body = await response.text();
      assert.equal(response.status, 200, `expected HTTP 200, got ${response.status}: ${body}`);
      assert.equal(JSON.parse(body).message, 'Validation passed');
      return { seen: `order ${order.order_id}` };
    },
  },
  {
    title: 'the state machine passed ValidateOrder, StoreOrder (PENDING) and SendToQueue',
    async run(target, run) {
      if (!hasHistory(target)) return seeStored(target, run);
      run.history = await pollUntil('a succeeded execution of the order', target.timeoutSeconds, () =>
        readWorkflowHistory(target, run.order.order_id, run.startedAt),
      );
      const exited = run.history.filter(({ type }) => type.endsWith('StateExited'));
      const passed = exited.map(({ state }) => state);
      assert.deepEqual(passed, ['ValidateOrder', 'StoreOrder', 'IsPending', 'SendToQueue']);
      const stored = JSON.parse(exited.find(({ state }) => state === 'StoreOrder')?.output ?? '{}');
      assert.equal(stored.status, 'PENDING');
      return { seen: passed.join(' → ') };
    },
  },
  {
    title: 'order_queue received the message with the order payload',
    async run(target, run) {
      if (!hasHistory(target)) return seeReceived(target, run);
      const ofQueue = run.history.filter(({ resourceType }) => resourceType === 'sqs');
      const sent = JSON.parse(ofQueue.find(({ type }) => type === 'TaskScheduled')?.parameters ?? '{}');
      assert.deepEqual(sent.MessageBody, run.order);
      run.messageId = JSON.parse(
        ofQueue.find(({ type }) => type === 'TaskSucceeded')?.output ?? '{}',
      ).MessageId;
      const logGroup = logGroupOf(target, 'fulfill-order');
      await pollUntil(`message ${run.messageId} at fulfill-order`, target.timeoutSeconds, async () => {
        const lines = await readLogs(target, logGroup, run.messageId, run.startedAt);
        return lines.find(({ order_id }) => order_id === run.order.order_id);
      });
      return { seen: `message ${run.messageId}` };
    },
  },
  {
    title: 'fulfill_order logged the status, the orders table agrees, a failure is tried 3 times',
    async run(target, run) {
      const line = `Order ${run.order.order_id} processed with status:`;
      const statuses = await pollUntil(
        `"${line} FULFILLED", or FAILED 3 times`,
        target.timeoutSeconds,
        async () => {
          const logged = await readLogs(target, logGroupOf(target, 'fulfill-order'), line, run.startedAt);
          const words = logged.map(({ message }) => String(message).slice(line.length + 1));
          return words.includes('FULFILLED') || words.length >= RECEIVES ? words : undefined;
        },
      );
      const status = statuses.includes('FULFILLED') ? 'FULFILLED' : 'FAILED';
      await pollUntil(`status ${status} in the orders table`, target.timeoutSeconds, async () => {
        const order = await readOrder(target, run.order.order_id);
        return order?.status === status && order.attempts > 0 ? order : undefined;
      });
      return { seen: statuses.join(', ') };
    },
  },
  {
    title: 'a message that fails 3 times reaches the DLQ; dlq-handler logs it and adds it to failed_orders',
    async run(target, run) {
      const { sqs, names, deadLetter } = target;
      if (!deadLetter) return { seen: 'nothing', notSeen: 'a dead letter: --no-dead-letter' };
      const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: names.orderQueue }));
      const { MessageId = '' } = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: POISON }));
      run.poisonMessageId = MessageId;
      await pollUntil(`failed_orders row ${MessageId}`, target.timeoutSeconds, () =>
        readFailedOrder(target, MessageId),
      );
      await pollUntil(
        `"Dead letter ${MessageId}" in the log of dlq-handler`,
        target.timeoutSeconds,
        async () => {
          const lines = await readLogs(target, logGroupOf(target, 'dlq-handler'), MessageId, run.startedAt);
          return lines.find(
            ({ message }) => message === `Dead letter ${MessageId} recorded in failed_orders`,
          );
        },
      );
      return { seen: `failed_orders row ${MessageId}` };
    },
  },
  {
    title: 'both tables hold what the README says',
    async run(target, run) {
      const order = await readOrder(target, run.order.order_id);
      assert.ok(order, `order ${run.order.order_id} is not in ${target.names.ordersTable}`);
      const { order_id, product, quantity } = order;
      assert.deepEqual({ order_id, product, quantity }, run.order);
      assert.equal(order.history[0]?.status, 'PENDING');
      assert.equal(order.history.at(-1)?.status, order.status);
      assert.ok(order.created_at <= order.updated_at);
      if (!target.deadLetter) {
        return { seen: `orders: ${order.status}`, notSeen: 'failed_orders: --no-dead-letter' };
      }
      const failedOrder = await readFailedOrder(target, run.poisonMessageId);
      assert.equal(failedOrder?.payload, POISON);
      assert.equal(failedOrder?.state, 'OPEN');
      assert.match(failedOrder?.reason ?? '', /no order/);
      return { seen: `orders: ${order.status}, failed_orders: ${failedOrder?.state}` };
    },
  },
];

/** What the orders table tells of an execution whose history is not logged. */
async function seeStored(target: Target, { order }: SmokeRun): Promise<Seen> {
  const stored = await readOrder(target, order.order_id);
  assert.ok(stored, `order ${order.order_id} is not in ${target.names.ordersTable}`);
  assert.equal(stored.history[0]?.status, 'PENDING');
  const { workflowLogLevel } = target.names;
  return {
    seen: 'the orders table has the order, at first PENDING',
    notSeen: `the states passed: the workflow is EXPRESS and logs at level ${workflowLogLevel}, only ALL shows them`,
  };
}

/** What fulfill-order tells of a message whose sending is not logged. */
async function seeReceived(target: Target, run: SmokeRun): Promise<Seen> {
  const { order_id } = run.order;
  const logGroup = logGroupOf(target, 'fulfill-order');
  run.messageId = await pollUntil(`order ${order_id} at fulfill-order`, target.timeoutSeconds, async () => {
    const lines = await readLogs(target, logGroup, order_id, run.startedAt);
    const received = lines.find((line) => line.order_id === order_id && line.message_id !== undefined);
    return received && String(received.message_id);
  });
  return {
    seen: `message ${run.messageId} at fulfill-order`,
    notSeen: `its payload as it was sent: workflow log level ${target.names.workflowLogLevel}`,
  };
}
