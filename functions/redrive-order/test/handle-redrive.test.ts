import { describe, expect, it } from '@jest/globals';
import { MemoryLogger, MemoryMetrics } from 'function-kit/testing';
import type { FailedOrder } from 'order-model';
import {
  buildContent,
  buildFailedOrder,
  buildOrder,
  InMemoryFailedOrderStore,
  InMemoryOrderSender,
  InMemoryOrderStore,
  TEST_TIME,
} from 'order-model/testing';
import { handleRedrive } from '../src/handle-redrive.ts';
import type { RowDependencies } from '../src/redrive-row.ts';

function setUp(...rows: FailedOrder[]) {
  let time = TEST_TIME.getTime();
  let ids = 0;
  return {
    orders: new InMemoryOrderStore(buildOrder('FAILED'), buildOrder('FULFILLED', { order_id: 'done' })),
    failedOrders: new InMemoryFailedOrderStore(buildFailedOrder(), ...rows),
    queue: new InMemoryOrderSender(),
    logger: new MemoryLogger(),
    metrics: new MemoryMetrics(),
    leaseMilliseconds: 12_000,
    newId: () => `redrive-${++ids}`,
    now: () => new Date(time++),
  };
}

async function redrive(failed_order_id: string, dependencies: RowDependencies) {
  const routeKey = 'POST /failed-orders/{failed_order_id}/redrive';
  const event = { routeKey, pathParameters: { failed_order_id }, isBase64Encoded: false };
  const response = await handleRedrive(event, dependencies);
  return { ...response, json: JSON.parse(response.body ?? '') };
}

async function redriveMany(body: string | undefined, dependencies: RowDependencies = setUp()) {
  const event = { routeKey: 'POST /failed-orders/redrive', body, isBase64Encoded: false };
  const response = await handleRedrive(event, dependencies);
  return { ...response, json: JSON.parse(response.body ?? '') };
}

describe('handleRedrive', () => {
  it('redrives a row, counts it and logs it', async () => {
    const setup = setUp();
    const response = await redrive('message-1', setup);

    expect(response.statusCode).toBe(202);
    expect(response.headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(response.json).toEqual({
      failed_order_id: 'message-1',
      order_id: 'test001',
      state: 'REDRIVEN',
      redriven_at: expect.stringMatching(/Z$/),
    });
    expect(setup.queue.sent).toEqual([buildContent()]);
    expect(setup.metrics.events).toEqual([
      { values: { OrdersRedriven: 1 }, properties: { order_id: 'test001', failed_order_id: 'message-1' } },
    ]);
    expect(setup.logger.messages).toEqual(['Order test001 redriven']);
  });

  it.each([
    [404, 'unknown', 'No such failed order', ''],
    [404, 'x'.repeat(4000), 'No such failed order', ''],
    [409, 'redriven', 'Redriven already', 'was redriven at 2026-01-01T00:00:00.000Z'],
    [409, 'claimed', 'Being redriven', 'is being redriven'],
    [409, 'fulfilled', 'Order is FULFILLED', 'order done is FULFILLED already; nothing was queued'],
    [422, 'poison', 'Payload is no order', 'an order must be a JSON object'],
  ])('says %i about a row that is %s', async (status, id, title, detail) => {
    const setup = setUp(
      buildFailedOrder({
        failed_order_id: 'redriven',
        state: 'REDRIVEN',
        redriven_at: '2026-01-01T00:00:00.000Z',
      }),
      buildFailedOrder({
        failed_order_id: 'claimed',
        redrive_id: 'b',
        redrive_started_at: TEST_TIME.toISOString(),
      }),
      buildFailedOrder({ failed_order_id: 'fulfilled', payload: buildContent({ order_id: 'done' }) }),
      buildFailedOrder({ failed_order_id: 'poison', payload: '{not json' }),
    );
    const response = await redrive(id, setup);

    expect(response.statusCode).toBe(status);
    expect(response.headers?.['content-type']).toBe('application/problem+json');
    expect(response.json).toMatchObject({ status, title, detail: expect.stringContaining(detail) });
    expect(setup.queue.sent).toEqual([]);
    expect(setup.metrics.events).toEqual([]);
  });

  it('says 503 when the order cannot be queued, and may be asked again at once', async () => {
    const setup = setUp();
    const queue = { send: () => Promise.reject(new Error('throttled')) };
    const response = await redrive('message-1', { ...setup, queue });

    expect(response).toMatchObject({ statusCode: 503, headers: { 'retry-after': '2' } });
    expect(setup.logger.messages).toEqual(['redrive failed']);
    expect((await redrive('message-1', setup)).statusCode).toBe(202);
  });

  it('redrives many, each with a result of its own, in the order asked and each once', async () => {
    const rows = Array.from({ length: 97 }, (_, n) => buildFailedOrder({ failed_order_id: `row-${n}` }));
    const setup = setUp(buildFailedOrder({ failed_order_id: 'poison', payload: 'text' }), ...rows);
    const ids = ['message-1', 'unknown', ...rows.map((row) => row.failed_order_id), 'poison'];
    const response = await redriveMany(JSON.stringify({ failed_order_ids: ids }), setup);
    const { results } = response.json;

    expect(response.statusCode).toBe(200);
    expect(results.map((result: { failed_order_id: string }) => result.failed_order_id)).toEqual(ids);
    expect(results.map((result: { status: number }) => result.status)).toEqual([
      202,
      404,
      ...rows.map(() => 202),
      422,
    ]);
    expect(results[1].detail).toContain('not in the failed_orders table');
    const twice = JSON.stringify({ failed_order_ids: ['poison', 'message-1', 'poison'] });
    expect((await redriveMany(twice, setup)).json.results).toMatchObject([
      { failed_order_id: 'poison', status: 422 },
      { failed_order_id: 'message-1', status: 409 },
    ]);
  });

  it.each([
    ['no body', undefined],
    ['no JSON', '{'],
    ['no object', '["message-1"]'],
    ['no ids', '{}'],
    ['an object of ids', '{"failed_order_ids":{}}'],
    ['ids that are no texts', '{"failed_order_ids":[1]}'],
    ['an empty list', '{"failed_order_ids":[]}'],
    ['101 ids', JSON.stringify({ failed_order_ids: Array(101).fill('a') })],
  ])('refuses %s, naming the field', async (_, body) => {
    const response = await redriveMany(body);

    expect(response.statusCode).toBe(400);
    expect(response.json.errors).toMatchObject([{ field: 'failed_order_ids' }]);
  });

  it('refuses a field it does not know', async () => {
    const response = await redriveMany('{"failed_order_ids":["a"],"all":true}');

    expect(response.json.errors).toEqual([{ field: 'all', message: 'is no field of this request' }]);
  });

  it('fails on a route it does not know', async () => {
    await expect(handleRedrive({ routeKey: 'POST /else', isBase64Encoded: false }, setUp())).rejects.toThrow(
      'unknown route POST /else',
    );
  });
});
