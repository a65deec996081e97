import { ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { runSmoke } from '../../src/smoke/run-smoke.ts';
import { createTarget } from '../../src/smoke/target.ts';
import { startTestSystem, type TestSystem } from './test-system.ts';

describe.each(['EXPRESS', 'STANDARD'] as const)('an order on a %s workflow', (workflowType) => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await startTestSystem({ workflowType, fulfillmentSuccessRate: 1 });
  });
  afterAll(() => system.stop());

  const orderOf = (order_id: string) => ({ order_id, product: 'Pen', quantity: 2 });

  it('is accepted, stored, queued and fulfilled', async () => {
    const answer = await system.place(orderOf('happy'));

    expect(answer).toMatchObject({
      status: 200,
      body: { message: 'Validation passed', order_id: 'happy', status: 'PENDING' },
    });
    expect(answer.headers.get('location')).toBe('/orders/happy');
    expect(answer.headers.get('idempotent-replayed')).toBeNull();
    const order = await system.waitFor('happy', 'FULFILLED');
    expect(order).toMatchObject({ ...orderOf('happy'), attempts: 1 });
    expect(order.history.map(({ status }) => status)).toEqual(['PENDING', 'FULFILLED']);
    await system.waitForLine('Order happy processed with status: FULFILLED');
    expect(await system.failedOrders()).toEqual([]);
    expect(system.metricsOf('happy')).toMatchObject([
      { Environment: 'local', OrdersAccepted: 1, _aws: { CloudWatchMetrics: [{ Namespace: 'dofs' }] } },
      { OrdersFulfilled: 1, OrderCompletionTime: expect.any(Number) },
    ]);
  });

  it('is fulfilled once when it is placed many times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => system.place(orderOf('crowd'))));
    await system.waitFor('crowd', 'FULFILLED');

    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    const order = await system.order('crowd');
    expect(order?.history.map(({ status }) => status)).toEqual(['PENDING', 'FULFILLED']);
  });

  it('is a replay when it is placed again at once', async () => {
    const first = await system.place(orderOf('at-once'));
    const second = await system.place(orderOf('at-once'));

    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    const { attempts, history } = await system.waitFor('at-once', 'FULFILLED');
    expect(attempts).toBe(1);
    expect(history).toHaveLength(2);
  });

  it('is a replay when it is placed again after it has finished', async () => {
    await system.place(orderOf('again'));
    const fulfilled = await system.waitFor('again', 'FULFILLED');
    const answer = await system.place(orderOf('again'));

    expect(answer).toMatchObject({
      status: 200,
      body: { message: 'Validation passed', order_id: 'again', status: 'FULFILLED' },
    });
    expect(answer.headers.get('idempotent-replayed')).toBe('true');
    expect(await system.order('again')).toEqual(fulfilled);
  });

  it('is the same order with spaces around the product and its fields in another order', async () => {
    await system.place(orderOf('same'));
    const answer = await system.post('{ "quantity": 2.0, "product": "  Pen ", "order_id": "same" }');

    expect(answer.status).toBe(200);
    expect(await system.waitFor('same', 'FULFILLED')).toMatchObject(orderOf('same'));
  });

  it.each([
    ['at once', false],
    ['after it has finished', true],
  ])('is a conflict with other content, %s, and stays as it was', async (when, isFinished) => {
    const order_id = `conflict-${when.replaceAll(' ', '-')}`;
    await system.place(orderOf(order_id));
    if (isFinished) await system.waitFor(order_id, 'FULFILLED');
    const answers = [
      await system.place({ ...orderOf(order_id), quantity: 3 }),
      await system.place({ ...orderOf(order_id), product: 'Ink' }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([409, 409]);
    expect(answers[0]?.headers.get('content-type')).toBe('application/problem+json');
    expect(await system.waitFor(order_id, 'FULFILLED')).toMatchObject({ ...orderOf(order_id), attempts: 1 });
  });

  it('keeps Unicode as it is', async () => {
    const order = { order_id: 'unicode', product: 'Füller 🖋️ “fine” \\ \u0001 日本', quantity: 1_000_000 };

    expect((await system.place(order)).status).toBe(200);
    expect(await system.waitFor('unicode', 'FULFILLED')).toMatchObject(order);
  });

  it('may have an order_id of 80 characters, and one that every object has as a property', async () => {
    for (const order_id of ['x'.repeat(80), 'constructor', '__proto__']) {
      expect((await system.place(orderOf(order_id))).status).toBe(200);
      await system.waitFor(order_id, 'FULFILLED');
    }
  });

  it('may come as base64, as API Gateway hands on binary content types', async () => {
    const body = new TextEncoder().encode(JSON.stringify(orderOf('base64')));
    const answer = await system.post(body, { 'content-type': 'application/octet-stream' });

    expect(answer.status).toBe(200);
    await system.waitFor('base64', 'FULFILLED');
  });

  const valid = { order_id: 'invalid', product: 'Pen', quantity: 2 };
  it.each([
    ['a missing order_id', { ...valid, order_id: undefined }, ['order_id']],
    ['every field missing', {}, ['order_id', 'product', 'quantity']],
    ['a product of the wrong type', { ...valid, product: 5 }, ['product']],
    ['quantity -5', { ...valid, quantity: -5 }, ['quantity']],
    ['quantity 1.5', { ...valid, quantity: 1.5 }, ['quantity']],
    ['quantity "2"', { ...valid, quantity: '2' }, ['quantity']],
    ['quantity 0', { ...valid, quantity: 0 }, ['quantity']],
    ['quantity 1000001', { ...valid, quantity: 1_000_001 }, ['quantity']],
    ['an unknown field', { ...valid, color: 'red' }, ['color']],
    ['an empty order_id', { ...valid, order_id: '' }, ['order_id']],
    ['an order_id of 81 characters', { ...valid, order_id: 'x'.repeat(81) }, ['order_id']],
    ['an order_id with a space', { ...valid, order_id: 'in valid' }, ['order_id']],
    ['an order_id outside ASCII', { ...valid, order_id: 'ïnvalid' }, ['order_id']],
    ['a product of spaces', { ...valid, product: '   ' }, ['product']],
    [
      'several wrong fields',
      { order_id: 7, product: 'Pen', quantity: null, x: 1 },
      ['order_id', 'quantity', 'x'],
    ],
  ])('is refused with 400 for %s, naming the field', async (_, order, fields) => {
    const answer = await system.post(JSON.stringify(order));

    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body.errors.map(({ field }: { field: string }) => field)).toEqual(fields);
  });

  it.each([
    ['null', 'null'],
    ['an array', '[{"order_id":"invalid","product":"Pen","quantity":2}]'],
    ['a string', '"invalid"'],
    ['no JSON', '{"order_id":"invalid",'],
    ['nothing', ''],
  ])('is refused with 400 when it is %s', async (_, body) => {
    const answer = await system.post(body);

    expect(answer).toMatchObject({ status: 400, body: { status: 400, title: expect.any(String) } });
  });

  it.each([
    [300, { title: 'Body too large' }],
    [7 * 1024, { message: 'Request Entity Too Large' }],
    [11 * 1024, { message: 'Request Entity Too Large' }],
  ])('is refused with 413 when it has %i KB', async (kilobytes, body) => {
    const answer = await system.post(JSON.stringify({ ...valid, product: 'x'.repeat(kilobytes * 1024) }));

    expect(answer).toMatchObject({ status: 413, body });
  });

  it('leaves no trace when it was refused', async () => {
    expect((await system.orders()).map(({ order_id }) => order_id)).not.toContain('invalid');
    expect(system.logged.filter((line) => line.includes('Order invalid'))).toEqual([]);
    if (workflowType === 'EXPRESS') return;
    const list = new ListExecutionsCommand({ stateMachineArn: stateMachineArn(), maxResults: 1000 });
    const { executions = [] } = await system.stepFunctions.send(list);
    expect(executions.map(({ name }) => name)).not.toContain('invalid');
    expect(executions.length).toBeGreaterThan(0);
  });

  it('passes the manual test plan', async () => {
    const { apiUrl, gatewayUrl, names } = system;
    const lines: string[] = [];
    const target = createTarget({
      apiUrl,
      endpoint: gatewayUrl,
      names,
      region: names.region,
      timeoutSeconds: 50,
    });
    const passed = await runSmoke(target, (line) => lines.push(line));

    expect(lines.filter((line) => !/^ok {4}\d\. /.test(line))).toEqual(['6 of 6 steps passed']);
    expect(passed).toBe(true);
  });

  function stateMachineArn(): string {
    const { region, accountId, stateMachine } = system.names;
    return `arn:aws:states:${region}:${accountId}:stateMachine:${stateMachine}`;
  }
});
