import { describe, expect, it } from '@jest/globals';
import { buildSqsRecord, MemoryLogger, MemoryMetrics } from 'function-kit/testing';
import type { Order } from 'order-model';
import { buildContent, buildOrder, InMemoryOrderStore, TEST_TIME } from 'order-model/testing';
import type { Redelivery } from '../src/order-queue.ts';
import { processOrders } from '../src/process-orders.ts';
import { createSimulatedWarehouse } from '../src/simulated-warehouse.ts';

function setUp(successRate: number, ...stored: Order[]) {
  const redelivered: Redelivery[] = [];
  return {
    redelivered,
    orders: new InMemoryOrderStore(...stored),
    provider: createSimulatedWarehouse(successRate, () => 0.5),
    queue: {
      async redeliver(redeliveries: readonly Redelivery[]) {
        redelivered.push(...redeliveries);
      },
    },
    maxReceiveCount: 3,
    logger: new MemoryLogger(),
    metrics: new MemoryMetrics(),
    chance: () => 0.5,
    now: () => TEST_TIME,
  };
}

const ids = Array.from({ length: 10 }, (_, index) => `order-${index}`);
const tenOrders = ids.map((order_id) => buildOrder('PENDING', { order_id }));
const tenRecords = ids.map((order_id) =>
  buildSqsRecord(buildContent({ order_id }), { messageId: `m-${order_id}` }),
);

describe('processOrders', () => {
  it('fulfills a whole batch and fails nothing', async () => {
    const setup = setUp(1, ...tenOrders);

    expect(await processOrders(tenRecords, setup)).toEqual({ batchItemFailures: [] });
    expect(setup.logger.messages.filter((message) => message.endsWith('status: FULFILLED'))).toHaveLength(10);
    expect(setup.redelivered).toEqual([]);
  });

  it.each([0, 5, 9])('fails only the poison message at place %i of a batch', async (place) => {
    const setup = setUp(1, ...tenOrders);
    const records = tenRecords.with(place, buildSqsRecord('{not json', { messageId: 'poison' }));

    expect(await processOrders(records, setup)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'poison' }],
    });
    const statuses = await Promise.all(ids.map(async (id) => (await setup.orders.find(id))?.status));
    expect(statuses.filter((status) => status === 'FULFILLED')).toHaveLength(9);
  });

  it.each([
    '',
    'null',
    '[]',
    '"text"',
    '{"order_id":"order-0"}',
    '{"order_id":"order-0","product":"","quantity":1}',
  ])('fails the message %j and says why', async (body) => {
    const setup = setUp(1, ...tenOrders);
    const { batchItemFailures } = await processOrders([buildSqsRecord(body)], setup);

    expect(batchItemFailures).toHaveLength(1);
    expect(setup.logger.entries.at(-1)).toMatchObject({
      level: 'error',
      fields: { body, message_id: 'message-1' },
    });
  });

  it('logs a fault by the order_id of its message', async () => {
    const setup = setUp(1);
    await processOrders([buildSqsRecord(buildContent())], setup);

    expect(setup.logger.entries.at(-1)).toMatchObject({
      message: 'message not processed',
      fields: { order_id: 'test001' },
    });
  });

  it('sends a failed order back after its backoff, and at once when its receives are used up', async () => {
    const setup = setUp(0, ...tenOrders);
    const records = [1, 2, 3].map((receiveCount) =>
      buildSqsRecord(buildContent({ order_id: `order-${receiveCount}` }), {
        messageId: `m${receiveCount}`,
        receiveCount,
      }),
    );

    expect((await processOrders(records, setup)).batchItemFailures).toHaveLength(3);
    expect(setup.redelivered).toEqual([
      { messageId: 'm1', receiptHandle: 'receipt-of-m1', delaySeconds: 6 },
      { messageId: 'm2', receiptHandle: 'receipt-of-m2', delaySeconds: 11 },
      { messageId: 'm3', receiptHandle: 'receipt-of-m3', delaySeconds: 0 },
    ]);
  });

  it('still reports the failed message when the backoff cannot be set', async () => {
    const setup = setUp(0, ...tenOrders);
    const queue = { redeliver: () => Promise.reject(new Error('throttled')) };

    expect((await processOrders(tenRecords.slice(0, 1), { ...setup, queue })).batchItemFailures).toHaveLength(
      1,
    );
    expect(setup.logger.entries.at(-1)).toMatchObject({
      level: 'warn',
      message: 'backoff not set',
      fields: { order_id: 'order-0', message_id: 'm-order-0' },
    });
  });

  it('records one fulfillment when a batch holds the message of an order twice', async () => {
    const setup = setUp(1, ...tenOrders);
    const twice = ['a', 'b'].map((messageId) =>
      buildSqsRecord(buildContent({ order_id: 'order-1' }), { messageId }),
    );

    expect(await processOrders(twice, setup)).toEqual({ batchItemFailures: [] });
    expect((await setup.orders.find('order-1'))?.history.map(({ status }) => status)).toEqual([
      'PENDING',
      'FULFILLED',
    ]);
    expect(setup.metrics.counts).toEqual({ OrdersFulfilled: 1, OrderCompletionTime: 1 });
  });
});
