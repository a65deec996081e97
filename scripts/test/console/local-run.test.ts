import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FailedOrder } from 'order-model';
import { OrderCounter } from '../../src/console/order-counter.ts';
import { startConsole } from '../../src/console/start-console.ts';
import type { ConsoleServer } from '../../src/console/start-console-server.ts';
import type { Context } from '../../src/synthesize.ts';
import { startTestSystem, type TestSystem } from '../order-flow/test-system.ts';

let system: TestSystem;
let server: ConsoleServer;
let orders: OrderCounter;
const filesDirectory = mkdtempSync(join(tmpdir(), 'console-files-'));
writeFileSync(join(filesDirectory, 'index.html'), 'console');
afterAll(() => rmSync(filesDirectory, { recursive: true, force: true }));

async function start(context: Context, timeScale: number): Promise<void> {
  system = await startTestSystem(context, { timeScale });
  orders = new OrderCounter();
  server = await startConsole({ port: 0, filesDirectory, cloud: system.cloud, names: system.names, orders });
}

async function stop(): Promise<void> {
  await server.stop();
  await system.stop();
}

// biome-ignore lint/suspicious/noExplicitAny: whoever asked knows what it is
async function ask(path: string, init: RequestInit = {}): Promise<any> {
  const response = await fetch(`${server.url}/${path}`, init);
  return { ...((await response.json()) as object), httpStatus: response.status };
}

const place = (order_id: string) =>
  ask('api/order', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ order_id, product: '<img src=x onerror=alert(1)>', quantity: 2 }),
  });

const textsOf = (events: { source: string; text: string }[], ...sources: string[]) =>
  events.filter(({ source }) => sources.includes(source)).map(({ text }) => text);

const isSorted = (events: { at: string }[]) =>
  events.every(({ at }, index) => index === 0 || at >= (events[index - 1]?.at ?? ''));

describe.each(['EXPRESS', 'STANDARD'])('an order that is fulfilled (%s)', (workflowType) => {
  beforeAll(() => start({ workflowType, fulfillmentSuccessRate: 1 }, 1));
  afterAll(stop);

  it('is placed and read through the console', async () => {
    expect(await place('fine')).toMatchObject({ httpStatus: 200 });
    await system.waitFor('fine', 'FULFILLED');
    const order = await ask('api/orders/fine');

    expect(order).toMatchObject({ product: '<img src=x onerror=alert(1)>', attempts: 1 });
  });

  it('shows its way from the API to its end, in the order of time', async () => {
    await system.waitForLine('Order fine processed with status: FULFILLED');
    const { events } = await ask('local/orders/fine/timeline');

    expect(isSorted(events)).toBe(true);
    expect(textsOf(events, 'api')).toEqual(['Order fine accepted with status: PENDING']);
    expect(textsOf(events, 'queue', 'attempt')).toEqual([
      'Order fine received',
      'Order fine processed with status: FULFILLED (attempt 1)',
    ]);
    expect(textsOf(events, 'workflow')).toEqual([
      expect.stringMatching(/^execution fine(-[0-9a-f]{12})? started$/),
      'ValidateOrder succeeded',
      'Order fine stored with status: PENDING',
      'StoreOrder succeeded',
      'IsPending succeeded',
      'SendToQueue succeeded',
      'execution ended SUCCEEDED',
    ]);
    expect(events.every(({ level }: { level: string }) => level === 'INFO')).toBe(true);
  });

  it('shows the states its execution took, which the definition holds', async () => {
    const { definition, type } = await ask('local/workflow');
    const { executions } = await ask('local/orders/fine/executions');
    const [{ states, ...execution }] = executions;

    expect(type).toBe(workflowType);
    expect(executions).toHaveLength(1);
    expect(execution).toMatchObject({ status: 'SUCCEEDED', stoppedAt: expect.any(String) });
    expect(states).toMatchObject(
      ['ValidateOrder', 'StoreOrder', 'IsPending', 'SendToQueue'].map((name) => ({
        name,
        outcome: 'succeeded',
        attempts: 1,
      })),
    );
    for (const { name } of states) expect(definition.States).toHaveProperty(name);
  });

  it('is not mistaken for one whose id it begins', async () => {
    await place('fine-0123456789ab');
    await system.waitFor('fine-0123456789ab', 'FULFILLED');
    const { executions } = await ask('local/orders/fine/executions');
    const { events } = await ask('local/orders/fine/timeline');

    expect(executions).toHaveLength(1);
    expect(JSON.stringify(events)).not.toContain('fine-0123456789ab');
    expect((await ask('local/orders/fine-0123456789ab/executions')).executions).toHaveLength(1);
  });

  it('tells two long ids apart that begin alike', async () => {
    const long = 'x'.repeat(79);
    for (const end of ['a', 'b']) {
      await place(`${long}${end}`);
      await system.waitFor(`${long}${end}`, 'FULFILLED');
    }

    expect((await ask(`local/orders/${long}a/executions`)).executions).toHaveLength(1);
  });

  it('costs what the meter counted', async () => {
    await system.waitUntil(
      'the storing of every order in the log',
      async () =>
        system.logged.filter((line) => line.includes('"OrdersAccepted":1')).length === 4 || undefined,
    );
    for (const line of system.logged) orders.see(line);
    const { costs, queues, denials } = await ask('local/state');

    expect(costs.orders).toBe(4);
    expect(costs.lines.length).toBeGreaterThan(6);
    expect(costs.dollarsPerMillionOrders).toBeGreaterThan(1);
    expect(queues.map(({ name }: { name: string }) => name)).toEqual([
      system.names.orderQueue,
      system.names.deadLetterQueue,
    ]);
    expect(denials).toEqual([]);
  });
});

describe('an order that fails', () => {
  beforeAll(() => start({ fulfillmentSuccessRate: 0 }, 20));
  afterAll(stop);

  it('shows every attempt, its dead letter and its redrive', async () => {
    await place('doomed');
    const row = await system.waitUntil(
      'the failed_orders row',
      async () => (await ask('api/failed-orders')).failed_orders[0] as FailedOrder | undefined,
    );
    await system.waitForLine(`Dead letter ${row.failed_order_id} recorded`);
    const { events } = await ask('local/orders/doomed/timeline');

    expect(isSorted(events)).toBe(true);
    expect(textsOf(events, 'attempt')).toEqual(
      [1, 2, 3].map((attempt) => `Order doomed processed with status: FAILED (attempt ${attempt})`),
    );
    expect(textsOf(events, 'queue')).toEqual([
      'Order doomed received',
      'Order doomed received (delivery 2)',
      'Order doomed received (delivery 3)',
    ]);
    expect(events.at(-1)).toMatchObject({ source: 'dead-letter', reason: row.reason, level: 'ERROR' });

    const redrive = `api/failed-orders/${row.failed_order_id}/redrive`;
    expect(await ask(redrive, { method: 'POST' })).toMatchObject({ httpStatus: 202 });
    await system.waitForLine('Order doomed redriven');
    const after = await ask('local/orders/doomed/timeline');

    expect(textsOf(after.events, 'redrive')).toContain('Order doomed redriven');
  });

  it('shows how deep it is in a queue, which nobody empties', async () => {
    await system.send(Array(3).fill('{"order_id":"doomed","product":"Pen","quantity":2}'));
    const { queues } = await ask('local/state');

    expect(queues).toMatchObject(
      Array(2).fill({ visible: expect.any(Number), inFlight: expect.any(Number) }),
    );
  });

  it('shows the state its workflow failed in, while faults are on', async () => {
    const plan = { seed: 7, rate: 1, kinds: ['throttle'], calls: ['sqs:SendMessage'] };
    const started = await ask('local/faults', { method: 'PUT', body: JSON.stringify(plan) });
    const placed = await place('unqueued');
    const { faults } = await ask('local/state');
    const stopped = await ask('local/faults', { method: 'DELETE' });
    const { executions } = await ask('local/orders/unqueued/executions');
    const { events } = await ask('local/orders/unqueued/timeline');

    expect(started).toMatchObject({ httpStatus: 200, active: plan });
    expect(placed.httpStatus).toBe(503);
    expect(faults).toMatchObject({ active: plan, kinds: expect.arrayContaining(['outage']) });
    expect(faults.counts.throttle).toBeGreaterThanOrEqual(3);
    expect(stopped.active).toBeNull();
    expect(executions).toMatchObject([
      {
        status: 'FAILED',
        error: expect.stringContaining('OrderNotQueued'),
        states: [
          { name: 'ValidateOrder', outcome: 'succeeded' },
          { name: 'StoreOrder', outcome: 'succeeded' },
          { name: 'IsPending', outcome: 'succeeded' },
          { name: 'SendToQueue', outcome: 'failed', attempts: 3, error: expect.stringMatching(/hrottl/) },
          { name: 'MarkOrderFailed', outcome: 'succeeded' },
          { name: 'OrderNotQueued', outcome: 'failed', error: expect.stringContaining('OrderNotQueued') },
        ],
      },
    ]);
    expect(textsOf(events, 'workflow')).toContain('SendToQueue failed (3 attempts)');
    expect((await place('queued again')).httpStatus).toBe(400);
    expect((await place('queued-again')).httpStatus).toBe(200);
  });

  it.each([
    ['{', 'the body must be a JSON object'],
    ['7', 'the body must be a JSON object'],
    ['{"rate":0.5,"kinds":["error"]}', 'seed must be an integer'],
    ['{"seed":1.5,"rate":0.5,"kinds":["error"]}', 'seed must be an integer, got 1.5'],
    ['{"seed":1,"rate":"0.5","kinds":["error"]}', 'rate must be a number'],
    ['{"seed":1,"rate":2,"kinds":["error"]}', 'rate must be a number from 0 to 1, got 2'],
    ['{"seed":1,"rate":0.5,"kinds":"error"}', 'kinds must be an array'],
    ['{"seed":1,"rate":0.5,"kinds":["fire"]}', 'kinds holds "fire"'],
    ['{"seed":1,"rate":0.5,"kinds":["error"],"calls":["s3:*"]}', 'calls holds "s3:*"'],
    [`{"seed":1,"pad":"${'x'.repeat(20_000)}"}`, 'the body is too long'],
  ])('has no faults that cannot be: %.60s', async (body, detail) => {
    const answered = await ask('local/faults', { method: 'PUT', body });

    expect(answered).toMatchObject({ httpStatus: 400, detail: expect.stringContaining(detail) });
    expect((await ask('local/state')).faults.active).toBeNull();
  });

  it.each([
    ['GET', 'local/else', 404],
    ['GET', 'local/orders/a%20b/timeline', 404],
    ['GET', 'local/orders/a/else', 404],
    ['POST', 'local/state', 405],
    ['GET', 'local/faults', 405],
  ])('has nothing at %s %s', async (method, path, status) => {
    expect((await ask(path, { method })).httpStatus).toBe(status);
  });

  it('is empty where nobody knows it', async () => {
    expect(await ask('local/orders/nobody/timeline')).toEqual({ httpStatus: 200, events: [] });
    expect(await ask('local/orders/nobody/executions')).toEqual({ httpStatus: 200, executions: [] });
  });
});
