import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestSystem, type TestSystem } from './test-system.ts';

describe('an order the warehouse never fulfills', () => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await startTestSystem({ fulfillmentSuccessRate: 0 });
  });
  afterAll(() => system.stop());

  it('is tried three times, then dead-lettered, and ends FAILED with its failed_orders row', async () => {
    const content = { order_id: 'doomed', product: 'Pen', quantity: 2 };
    await system.place(content);
    const row = await system.waitUntil('the failed_orders row', async () => (await system.failedOrders())[0]);
    const order = await system.order('doomed');

    expect(order).toMatchObject({ ...content, status: 'FAILED', attempts: 3 });
    expect(order?.history.map(({ status }) => status)).toEqual(['PENDING', 'FAILED', 'FAILED', 'FAILED']);
    expect(row).toMatchObject({ order_id: 'doomed', payload: content, attempts: 3, state: 'OPEN' });
    expect(row.reason).toBe(order?.failure_reason);
    const processed = system.logged.filter((line) =>
      line.includes('Order doomed processed with status: FAILED'),
    );
    expect(processed).toHaveLength(3);
    await system.waitForLine(`Dead letter ${row.failed_order_id} recorded in failed_orders`);
    expect(await system.failedOrders()).toHaveLength(1);
    expect(system.metricsOf('doomed')).toMatchObject([
      { OrdersAccepted: 1 },
      ...Array(3).fill({ FulfillmentAttemptsFailed: 1 }),
      { OrdersFailed: 1, message_id: row.failed_order_id },
    ]);
  });

  it('is a replay with status FAILED when it is placed again, and is not tried again', async () => {
    const answer = await system.place({ order_id: 'doomed', product: 'Pen', quantity: 2 });

    expect(answer).toMatchObject({ status: 200, body: { order_id: 'doomed', status: 'FAILED' } });
    expect(answer.headers.get('idempotent-replayed')).toBe('true');
    expect(await system.order('doomed')).toMatchObject({ attempts: 3 });
  });
});

describe('a poison message', () => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await startTestSystem({ fulfillmentSuccessRate: 1 });
  });
  afterAll(() => system.stop());

  it.each([0, 4, 9])(
    'at place %i of a batch of ten takes no order with it and ends in failed_orders, raw',
    async (place) => {
      const ids = Array.from({ length: 9 }, (_, index) => `beside-${place}-${index}`);
      // Accepted and fulfilled orders whose messages are delivered once more, with the poison among them.
      const orders = ids.map((order_id) => ({ order_id, product: 'Pen', quantity: 1 }));
      await Promise.all(orders.map((order) => system.place(order)));
      const before = await Promise.all(ids.map((id) => system.waitFor(id, 'FULFILLED')));
      const poison = `poison at ${place} {`;
      const bodies = orders.map((order) => JSON.stringify(order)).toSpliced(place, 0, poison);
      const poisonId = (await system.send(bodies))[place];
      const row = await system.waitUntil('the failed_orders row', async () =>
        (await system.failedOrders()).find(({ failed_order_id }) => failed_order_id === poisonId),
      );

      expect(row).toMatchObject({ payload: poison, attempts: 3, state: 'OPEN' });
      expect(row.reason).toMatch(/no order.*JSON/);
      expect(row).not.toHaveProperty('order_id');
      expect(await Promise.all(ids.map((id) => system.order(id)))).toEqual(before);
    },
  );

  it('that names an order nobody placed ends in failed_orders too', async () => {
    const content = { order_id: 'never-placed', product: 'Pen', quantity: 1 };
    const [messageId] = await system.send([JSON.stringify(content)]);
    const row = await system.waitUntil('the failed_orders row', async () =>
      (await system.failedOrders()).find(({ failed_order_id }) => failed_order_id === messageId),
    );

    expect(row).toMatchObject({ order_id: 'never-placed', payload: content });
    expect(await system.waitFor('never-placed', 'FAILED')).toMatchObject({ attempts: 0 });
  });
});
