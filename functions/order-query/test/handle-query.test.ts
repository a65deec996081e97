import { describe, expect, it } from '@jest/globals';
import { MemoryLogger } from 'function-kit/testing';
import { InvalidCursorError, ORDER_STATUSES, type PageRequest } from 'order-model';
import { buildFailedOrder, buildOrder, InMemoryOrderStore } from 'order-model/testing';
import { handleQuery, type QueryDependencies, type QueryEvent } from '../src/handle-query.ts';

function setUp() {
  const asked: PageRequest<string>[] = [];
  const list = async <Row>(request: PageRequest<string>, rows: Row[]) => {
    asked.push(request);
    if (request.cursor === 'foreign') throw new InvalidCursorError();
    return { rows, next_cursor: 'next' };
  };
  return {
    asked,
    orders: new InMemoryOrderStore(buildOrder('FAILED')),
    orderList: {
      list: (request: PageRequest<string>) => list(request, [buildOrder('FAILED')]),
      count: async (status: string, since?: string) => ({
        count: since ? 1 : status.length,
        more: status === 'FAILED',
      }),
    },
    failedOrderList: {
      list: (request: PageRequest<string>) =>
        list(request, [buildFailedOrder({ redrive_id: 'a', redrive_started_at: '2026-01-01' })]),
    },
    logger: new MemoryLogger(),
  };
}

async function query(event: QueryEvent, dependencies: QueryDependencies = setUp()) {
  const response = await handleQuery(event, dependencies);
  return { ...response, json: JSON.parse(response.body ?? '') };
}

const findOrder = (order_id: string) => ({
  routeKey: 'GET /orders/{order_id}',
  pathParameters: { order_id },
});
const list = (routeKey: string, queryStringParameters?: Record<string, string>) => ({
  routeKey,
  queryStringParameters,
});

describe('handleQuery', () => {
  it('shows an order with its history, and lets nobody keep it', async () => {
    const response = await query(findOrder('test001'));

    expect(response.statusCode).toBe(200);
    expect(response.json).toEqual(buildOrder('FAILED'));
    expect(response.headers).toEqual({ 'content-type': 'application/json', 'cache-control': 'no-store' });
  });

  it.each(['other', 'no order id', 'x'.repeat(81), ''])('knows no order %j', async (orderId) => {
    const response = await query(findOrder(orderId));

    expect(response.json).toMatchObject({ status: 404, title: 'No such order' });
    expect(response.headers?.['content-type']).toBe('application/problem+json');
  });

  it('lists orders, 50 unless told, with the cursor of the next page', async () => {
    const dependencies = setUp();
    const response = await query(list('GET /orders'), dependencies);

    expect(response.json).toEqual({ orders: [buildOrder('FAILED')], next_cursor: 'next' });
    expect(dependencies.asked).toEqual([{ limit: 50 }]);
  });

  it.each(ORDER_STATUSES)('lists orders that are %s from a cursor on', async (status) => {
    const dependencies = setUp();
    await query(list('GET /orders', { status, limit: '100', cursor: 'here' }), dependencies);

    expect(dependencies.asked).toEqual([{ filter: status, limit: 100, cursor: 'here' }]);
  });

  it('lists failed orders, and tells nobody who redrives them', async () => {
    const dependencies = setUp();
    const response = await query(list('GET /failed-orders', { state: 'OPEN', limit: '1' }), dependencies);

    expect(response.json).toEqual({ failed_orders: [buildFailedOrder()], next_cursor: 'next' });
    expect(dependencies.asked).toEqual([{ filter: 'OPEN', limit: 1 }]);
  });

  it('counts orders by status, from the beginning or from a time on', async () => {
    expect((await query(list('GET /orders/counts'))).json).toEqual({
      counts: {
        PENDING: { count: 7, more: false },
        FULFILLED: { count: 9, more: false },
        FAILED: { count: 6, more: true },
      },
    });
    const since = '2026-01-31T09:30:00Z';
    expect((await query(list('GET /orders/counts', { since }))).json.counts.PENDING.count).toBe(1);
  });

  it.each([
    ['GET /orders', { limit: '0' }, ['limit']],
    ['GET /orders', { limit: '101' }, ['limit']],
    ['GET /orders', { limit: '1.5' }, ['limit']],
    ['GET /orders', { limit: '' }, ['limit']],
    ['GET /orders', { limit: '1e1' }, ['limit']],
    ['GET /orders', { limit: '50,50' }, ['limit']],
    ['GET /orders', { status: 'failed' }, ['status']],
    ['GET /orders', { status: '' }, ['status']],
    ['GET /orders', { status: 'constructor', limit: 'x' }, ['status', 'limit']],
    ['GET /orders', { cursor: 'foreign' }, ['cursor']],
    ['GET /orders', { stauts: 'FAILED' }, ['stauts']],
    ['GET /failed-orders', { state: 'FAILED' }, ['state']],
    ['GET /failed-orders', { cursor: 'foreign' }, ['cursor']],
    ['GET /failed-orders', { status: 'OPEN' }, ['status']],
    ['GET /orders/counts', { since: 'yesterday' }, ['since']],
    ['GET /orders/counts', { since: '2026-01-31' }, ['since']],
    ['GET /orders/counts', { since: '2026-13-31T09:30:00Z' }, ['since']],
  ])('refuses %s with %j, naming the parameter', async (routeKey, parameters, fields) => {
    const response = await query(list(routeKey, parameters as unknown as Record<string, string>));

    expect(response.statusCode).toBe(400);
    expect(response.json.errors.map(({ field }: { field: string }) => field)).toEqual(fields);
    expect(response.json.detail).toContain(fields[0]);
  });

  it('says 503 when a table cannot be read, and logs why', async () => {
    const dependencies = setUp();
    const orders = { find: () => Promise.reject(new Error('throttled')) };
    const response = await query(findOrder('test001'), { ...dependencies, orders });

    expect(response).toMatchObject({ statusCode: 503, headers: { 'retry-after': '2' } });
    expect(dependencies.logger.entries).toMatchObject([
      { level: 'error', fields: { route: 'GET /orders/{order_id}' } },
    ]);
  });

  it('fails on a route it does not know', async () => {
    await expect(query(list('GET /else'))).rejects.toThrow('unknown route GET /else');
  });
});
