import { describe, expect, it } from '@jest/globals';
import { buildSqsRecord, MemoryLogger, MemoryMetrics } from 'function-kit/testing';
import type { FailedOrder, Order } from 'order-model';
import {
  buildContent,
  buildOrder,
  InMemoryFailedOrderStore,
  InMemoryOrderStore,
  TEST_TIME,
} from 'order-model/testing';
import { processDeadLetters } from '../src/process-dead-letters.ts';

function setUp(...stored: Order[]) {
  let time = TEST_TIME.getTime();
  return {
    orders: new InMemoryOrderStore(...stored),
    failedOrders: new InMemoryFailedOrderStore(),
    maxReceiveCount: 3,
    logger: new MemoryLogger(),
    metrics: new MemoryMetrics(),
    now: () => new Date(time++),
  };
}

describe('processDeadLetters', () => {
  it('records the order of a dead letter with the reason of its last attempt, and logs it', async () => {
    const setup = setUp(buildOrder('FAILED'));

    expect(await processDeadLetters([buildSqsRecord(buildContent())], setup)).toEqual({
      batchItemFailures: [],
    });
    expect(setup.failedOrders.all()).toEqual([
      {
        failed_order_id: 'message-1',
        order_id: 'test001',
        payload: buildContent(),
        reason: 'out of stock',
        attempts: 1,
        failed_at: TEST_TIME.toISOString(),
        state: 'OPEN',
      },
    ]);
    expect(setup.logger.messages).toEqual(['Dead letter message-1 recorded in failed_orders']);
    expect(setup.logger.entries[0]?.fields.order_id).toBe('test001');
    expect(setup.metrics.events).toEqual([
      { values: { OrdersFailed: 1 }, properties: { message_id: 'message-1', order_id: 'test001' } },
    ]);
  });

  it('ends an order FAILED that no delivery ever attempted', async () => {
    const setup = setUp(buildOrder());
    await processDeadLetters([buildSqsRecord(buildContent())], setup);

    expect(await setup.orders.find('test001')).toMatchObject({
      status: 'FAILED',
      failure_reason: 'not processed in 3 deliveries',
    });
  });

  it('takes the reason from a message that the workflow sent', async () => {
    const setup = setUp();
    const record = buildSqsRecord(buildContent());
    record.messageAttributes.reason = {
      stringValue: 'not stored: Lambda.ServiceException',
      dataType: 'String',
    };
    await processDeadLetters([record], setup);

    expect(await setup.orders.find('test001')).toMatchObject({
      status: 'FAILED',
      failure_reason: 'not stored: Lambda.ServiceException',
    });
  });

  it.each([
    ['not JSON', '{"order_id":', 'the message is no order: '],
    ['no order', '{"order_id":"a"}', 'the message is no order: the order is invalid; product: is missing'],
  ])('records the raw body of a message that is %s', async (_, body, reason) => {
    const setup = setUp();

    expect(await processDeadLetters([buildSqsRecord(body)], setup)).toEqual({ batchItemFailures: [] });
    expect(setup.failedOrders.all()).toMatchObject([
      { failed_order_id: 'message-1', payload: body, attempts: 3, reason: expect.stringContaining(reason) },
    ]);
    expect(setup.failedOrders.all()[0]).not.toHaveProperty('order_id');
    expect(setup.metrics.counts).toEqual({ OrdersFailed: 1 });
  });

  it('cuts a body that would not fit into a row', async () => {
    const setup = setUp();
    const body = 'é'.repeat(500_000);
    await processDeadLetters([buildSqsRecord(body)], setup);
    const row = setup.failedOrders.all()[0];

    expect(Buffer.byteLength(JSON.stringify(row))).toBeLessThan(400_000);
    expect(row?.payload).toMatch(/^é+… \(cut from 500000 characters\)$/);
  });

  it('makes no row for an order that is FULFILLED', async () => {
    const setup = setUp(buildOrder('FULFILLED'));

    expect(await processDeadLetters([buildSqsRecord(buildContent())], setup)).toEqual({
      batchItemFailures: [],
    });
    expect(setup.failedOrders.all()).toEqual([]);
    expect(setup.logger.entries).toMatchObject([
      { level: 'warn', message: expect.stringContaining('is FULFILLED'), fields: { order_id: 'test001' } },
    ]);
    expect(setup.metrics.events).toEqual([]);
  });

  it('meets the same row, and counts it once, when a dead letter is delivered again', async () => {
    const setup = setUp(buildOrder('FAILED'));
    await processDeadLetters([buildSqsRecord(buildContent())], setup);
    await processDeadLetters([buildSqsRecord(buildContent())], setup);

    expect(setup.failedOrders.all()).toHaveLength(1);
    expect(setup.metrics.counts).toEqual({ OrdersFailed: 1 });
  });

  it('counts the row as it is written, though the status of its order cannot be', async () => {
    const setup = setUp(buildOrder());
    const { orders } = setup;
    const throttled = {
      find: (id: string) => orders.find(id),
      create: (order: Order) => orders.create(order),
      replace: () => Promise.reject(new Error('throttled')),
    };
    await processDeadLetters([buildSqsRecord(buildContent())], { ...setup, orders: throttled });
    await processDeadLetters([buildSqsRecord(buildContent())], setup);

    expect(setup.metrics.events.map(({ values }) => values)).toEqual([
      { OrdersFailed: 1 },
      { DeadLettersNotRecorded: 1 },
    ]);
  });

  it.each([0, 1, 2])(
    'keeps only the dead letter at place %i in the queue when it cannot be recorded',
    async (place) => {
      const setup = setUp(buildOrder('FAILED'));
      const records = ['a', 'b', 'c'].map((messageId) => buildSqsRecord(buildContent(), { messageId }));
      const unlucky = records[place]?.messageId;
      const failedOrders = {
        record(row: FailedOrder) {
          if (row.failed_order_id === unlucky) return Promise.reject(new Error('throttled'));
          return setup.failedOrders.record(row);
        },
      };

      expect(await processDeadLetters(records, { ...setup, failedOrders })).toEqual({
        batchItemFailures: [{ itemIdentifier: unlucky }],
      });
      expect(setup.failedOrders.all()).toHaveLength(2);
      expect(setup.logger.entries.at(-1)).toMatchObject({
        message: `Dead letter ${unlucky} not recorded; it stays in the queue`,
        fields: { order_id: 'test001' },
      });
      expect(setup.metrics.counts).toEqual({ OrdersFailed: 2, DeadLettersNotRecorded: 1 });
    },
  );
});
