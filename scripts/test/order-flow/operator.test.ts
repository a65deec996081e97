import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FailedOrder, Order } from 'order-model';
import { startTestSystem, type TestSystem } from './test-system.ts';

const contentOf = (order_id: string) => ({ order_id, product: 'Pen', quantity: 2 });

/** Sends an order nobody placed to the dead-letter queue: a FAILED order with its row, without a wait. */
async function failedOrder(system: TestSystem, order_id: string): Promise<FailedOrder> {
  await system.send([JSON.stringify(contentOf(order_id))], system.names.deadLetterQueue);
  await system.waitFor(order_id, 'FAILED');
  return rowOf(system, (row) => row.order_id === order_id);
}

function rowOf(system: TestSystem, isIt: (row: FailedOrder) => boolean): Promise<FailedOrder> {
  return system.waitUntil('the failed_orders row', async () => (await system.failedOrders()).find(isIt));
}

const redrivePath = ({ failed_order_id }: FailedOrder) => `/failed-orders/${failed_order_id}/redrive`;

describe('reading orders', () => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await startTestSystem({ fulfillmentSuccessRate: 1 });
    await Promise.all(Array.from({ length: 12 }, (_, n) => system.place(contentOf(`read-${n}`))));
    await Promise.all(Array.from({ length: 12 }, (_, n) => system.waitFor(`read-${n}`, 'FULFILLED')));
  });
  afterAll(() => system.stop());

  it('shows an order where its Location says', async () => {
    const placed = await system.place(contentOf('located'));
    const stored = await system.waitFor('located', 'FULFILLED');
    const { status_shard: _, ...order } = stored as Order & { status_shard: string };
    const answer = await system.request('GET', placed.headers.get('location') ?? '');

    expect(answer).toMatchObject({ status: 200, body: order });
    expect(Object.keys(answer.body).sort()).toEqual(Object.keys(order).sort());
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.body.history).toMatchObject([{ status: 'PENDING' }, { status: 'FULFILLED' }]);
  });

  it.each(['never-placed', 'no%20order%20id', 'x'.repeat(81)])('says 404 about %s', async (id) => {
    const answer = await system.request('GET', `/orders/${id}`);

    expect(answer).toMatchObject({ status: 404, body: { status: 404, title: 'No such order' } });
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it('lists them whole and newest first, page by page while others arrive', async () => {
    const stored = await system.orders();
    const shown: Order[] = [];
    let cursor: string | undefined;
    do {
      const query = `limit=5${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
      const { status, body } = await system.request('GET', `/orders?${query}`);
      expect(status).toBe(200);
      shown.push(...body.orders);
      cursor = body.next_cursor;
      await system.place(contentOf(`arrives-${shown.length}`));
    } while (cursor);
    const ids = shown.map(({ order_id }) => order_id);

    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(stored.map(({ order_id }) => order_id)));
    expect(shown.map(({ updated_at }) => updated_at)).toEqual(
      shown
        .map(({ updated_at }) => updated_at)
        .toSorted()
        .toReversed(),
    );
    const { status_shard: _, ...order } = stored.find(({ order_id }) => order_id === 'read-0') as Order & {
      status_shard: string;
    };
    expect(shown.find(({ order_id }) => order_id === 'read-0')).toEqual(order);
  });

  it('lists those of a status, and counts all', async () => {
    await system.waitUntil('every order FULFILLED', async () =>
      (await system.orders()).every(({ status }) => status === 'FULFILLED') ? true : undefined,
    );
    const { length } = await system.orders();
    const fulfilled = await system.request('GET', '/orders?status=FULFILLED&limit=100');
    const pending = await system.request('GET', '/orders?status=PENDING');
    const counts = await system.request('GET', '/orders/counts');
    const later = await system.request('GET', '/orders/counts?since=2999-01-01T00:00:00Z');

    expect(fulfilled.body.orders).toHaveLength(length);
    expect(pending.body).toEqual({ orders: [] });
    expect(counts.body.counts).toEqual({
      PENDING: { count: 0, more: false },
      FULFILLED: { count: length, more: false },
      FAILED: { count: 0, more: false },
    });
    expect(later.body.counts.FULFILLED).toEqual({ count: 0, more: false });
  });

  it.each([
    ['/orders?status=LOST', 'status'],
    ['/orders?limit=0', 'limit'],
    ['/orders?limit=101', 'limit'],
    ['/orders?limit=5&limit=6', 'limit'],
    ['/orders?cursor=nonsense', 'cursor'],
    ['/orders?page=2', 'page'],
    ['/failed-orders?state=FAILED', 'state'],
    ['/failed-orders?limit=x', 'limit'],
    ['/failed-orders?cursor=nonsense', 'cursor'],
    ['/orders/counts?since=yesterday', 'since'],
  ])('refuses %s, naming %s', async (path, parameter) => {
    const answer = await system.request('GET', path);

    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body.errors.map(({ field }: { field: string }) => field)).toEqual([parameter]);
  });

  it('refuses the cursor of another list', async () => {
    const { body } = await system.request('GET', '/orders?status=FULFILLED&limit=1');
    const other = await system.request('GET', `/orders?status=FAILED&cursor=${body.next_cursor}`);

    expect(other).toMatchObject({ status: 400, body: { errors: [{ field: 'cursor' }] } });
  });
});

describe('redriving failed orders', () => {
  let system: TestSystem;
  beforeAll(async () => {
    // A redriven message is delivered after 10 s, by when its redrive is over: that takes less than 1 s on any machine.
    system = await startTestSystem({ fulfillmentSuccessRate: 1 }, { timeScale: 10 });
  });
  afterAll(() => system.stop());

  const openRows = async () => (await system.request('GET', '/failed-orders?state=OPEN')).body.failed_orders;

  it('puts one back, which is fulfilled then', async () => {
    const row = await failedOrder(system, 'back');
    expect((await openRows())[0]).toMatchObject({ order_id: 'back', payload: contentOf('back') });
    const answer = await system.request('POST', redrivePath(row));

    expect(answer).toMatchObject({
      status: 202,
      body: { failed_order_id: row.failed_order_id, order_id: 'back', state: 'REDRIVEN' },
    });
    expect((await system.waitFor('back', 'FULFILLED')).history).toMatchObject([
      { status: 'PENDING' },
      { status: 'FAILED' },
      { status: 'PENDING', reason: `redrive of failed order ${row.failed_order_id}` },
      { status: 'FULFILLED' },
    ]);
    const listed = await system.request('GET', '/failed-orders?state=REDRIVEN');
    expect(listed.body.failed_orders).toEqual([
      { ...listed.body.failed_orders[0], state: 'REDRIVEN', redriven_at: answer.body.redriven_at },
    ]);
    expect(Object.keys(listed.body.failed_orders[0])).not.toContain('redrive_id');
    expect(system.metricsOf('back')).toContainEqual(expect.objectContaining({ OrdersRedriven: 1 }));
  });

  it('refuses a second redrive, one of what is not there and one of what is no order', async () => {
    const row = await rowOf(system, ({ order_id }) => order_id === 'back');
    const [poisonId] = await system.send(['no order'], system.names.deadLetterQueue);
    const poison = await rowOf(system, ({ failed_order_id }) => failed_order_id === poisonId);
    const answers = [
      await system.request('POST', redrivePath(row)),
      await system.request('POST', '/failed-orders/unknown/redrive'),
      await system.request('POST', redrivePath(poison)),
    ];

    expect(answers.map(({ status, body }) => [status, body.title])).toEqual([
      [409, 'Redriven already'],
      [404, 'No such failed order'],
      [422, 'Payload is no order'],
    ]);
    expect((await system.order('back'))?.attempts).toBe(1);
  });

  it('queues nothing for an order that was fulfilled meanwhile, and closes its row', async () => {
    const row = await failedOrder(system, 'meanwhile');
    await system.send([JSON.stringify(contentOf('meanwhile'))]);
    const order = await system.waitFor('meanwhile', 'FULFILLED');
    const answer = await system.request('POST', redrivePath(row));

    expect(answer).toMatchObject({ status: 409, body: { title: 'Order is FULFILLED' } });
    expect(await system.order('meanwhile')).toEqual(order);
    expect((await openRows()).map(({ order_id }: FailedOrder) => order_id)).not.toContain('meanwhile');
  });

  it('sends one message when operators redrive a row at once', async () => {
    const row = await failedOrder(system, 'crowd');
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => system.request('POST', redrivePath(row))),
    );
    await system.waitFor('crowd', 'FULFILLED');

    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409, 409, 409]);
    expect(system.logged.filter((line) => line.includes('Order crowd received'))).toHaveLength(1);
  });

  it('redrives many, with a result for each', async () => {
    const rows = await Promise.all(['bulk-0', 'bulk-1'].map((id) => failedOrder(system, id)));
    const ids = [rows[0]?.failed_order_id, 'unknown', rows[1]?.failed_order_id, 'unknown'];
    const { status, body } = await system.request('POST', '/failed-orders/redrive', {
      failed_order_ids: ids,
    });

    expect(status).toBe(200);
    expect(body.results).toMatchObject([
      { failed_order_id: ids[0], status: 202 },
      { failed_order_id: 'unknown', status: 404, detail: expect.any(String) },
      { failed_order_id: ids[2], status: 202 },
    ]);
    await Promise.all(['bulk-0', 'bulk-1'].map((id) => system.waitFor(id, 'FULFILLED')));
    const wrong = await system.request('POST', '/failed-orders/redrive', { failed_order_ids: 'all' });
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ field: 'failed_order_ids' }] } });
  });

  it('can be killed in the middle: a repetition completes it', async () => {
    const row = await failedOrder(system, 'crashed');
    system.cloud.faults.start({ seed: 1, rate: 1, kinds: ['kill-during'], calls: ['lambda:Invoke'] });
    const killed = await system.request('POST', redrivePath(row));
    system.cloud.faults.stop();
    const repeated = await system.waitUntil('a redrive that is answered with 202, or done', async () => {
      const answer = await system.request('POST', redrivePath(row));
      return answer.status === 202 || answer.body.title === 'Redriven already' ? answer : undefined;
    });

    expect(killed.status).toBe(500);
    expect([202, 409]).toContain(repeated.status);
    await system.waitFor('crashed', 'FULFILLED');
    expect(await rowOf(system, ({ order_id }) => order_id === 'crashed')).toMatchObject({
      state: 'REDRIVEN',
    });
  });

  it('can lose the answers of its writes', async () => {
    const row = await failedOrder(system, 'answers-lost');
    const calls = ['sqs:SendMessage', 'dynamodb:UpdateItem'];
    system.cloud.faults.start({ seed: 1, rate: 0.5, kinds: ['reset-after', 'error'], calls });
    const first = await system.request('POST', redrivePath(row));
    system.cloud.faults.stop();
    await system.waitUntil('a redrive that is done', async () => {
      const { status, body } = await system.request('POST', redrivePath(row));
      return status === 202 || body.title === 'Redriven already' || undefined;
    });

    expect([202, 503]).toContain(first.status);
    expect((await system.waitFor('answers-lost', 'FULFILLED')).attempts).toBeGreaterThan(0);
  });
});

describe('a redriven order the warehouse still refuses', () => {
  it('gets a new row, and its old one stays as it is', async () => {
    const system = await startTestSystem({ fulfillmentSuccessRate: 0 });
    try {
      await system.place(contentOf('refused'));
      const row = await rowOf(system, ({ order_id }) => order_id === 'refused');
      expect((await system.request('POST', redrivePath(row))).status).toBe(202);
      const again = await rowOf(system, ({ failed_order_id }) => failed_order_id !== row.failed_order_id);

      expect(again).toMatchObject({ order_id: 'refused', state: 'OPEN', attempts: 6 });
      expect(await system.waitFor('refused', 'FAILED')).toMatchObject({ attempts: 6 });
      const rows = await system.failedOrders();
      expect(rows).toHaveLength(2);
      expect(rows.find(({ failed_order_id }) => failed_order_id === row.failed_order_id)).toMatchObject({
        state: 'REDRIVEN',
      });
    } finally {
      await system.stop();
    }
  });
});
