import { describe, expect, it } from '@jest/globals';
import { MemoryLogger, MemoryMetrics } from 'function-kit/testing';
import { type Order, OrderConflictError } from 'order-model';
import {
  buildContent,
  buildOrder,
  InMemoryFailedOrderStore,
  InMemoryOrderStore,
  TEST_TIME,
} from 'order-model/testing';
import { handleRequest } from '../src/handle-request.ts';
import type { StorageRequest } from '../src/request.ts';

function setUp(...stored: Order[]) {
  let time = TEST_TIME.getTime();
  return {
    orders: new InMemoryOrderStore(...stored),
    failedOrders: new InMemoryFailedOrderStore(),
    logger: new MemoryLogger(),
    metrics: new MemoryMetrics(),
    now: () => new Date(time++),
  };
}

const MARK_FAILED = {
  operation: 'MarkOrderFailed',
  order: buildContent(),
  failed_order_id: 'execution-1',
  reason: 'not queued: SQS.SdkClientException',
} as const;

describe('handleRequest', () => {
  it('stores an order', async () => {
    const dependencies = setUp();
    const result = await handleRequest(
      { operation: 'StoreOrder', order: buildContent(), accepted_at: TEST_TIME.toISOString() },
      dependencies,
    );

    expect(result).toMatchObject({ order_id: 'test001', status: 'PENDING' });
    expect(dependencies.logger.messages).toEqual(['Order test001 stored with status: PENDING']);
  });

  it('marks an order FAILED that could not be queued, with its failed_orders row, once however often it is asked', async () => {
    const dependencies = setUp(buildOrder());
    await handleRequest(MARK_FAILED, dependencies);
    await handleRequest(MARK_FAILED, dependencies);

    expect(await dependencies.orders.find('test001')).toMatchObject({
      status: 'FAILED',
      failure_reason: 'not queued: SQS.SdkClientException',
    });
    expect(dependencies.failedOrders.all()).toMatchObject([
      { failed_order_id: 'execution-1', order_id: 'test001' },
    ]);
  });

  it('counts an order it accepts, and no replay of it', async () => {
    const dependencies = setUp();
    const store = (accepted_at: string) =>
      handleRequest({ operation: 'StoreOrder', order: buildContent(), accepted_at }, dependencies);
    await store(TEST_TIME.toISOString());
    await store('2026-01-02T03:05:00.000Z');

    expect(dependencies.metrics.events).toEqual([
      { values: { OrdersAccepted: 1 }, properties: { order_id: 'test001' } },
    ]);
  });

  it('counts a conflict, which is no fault of its own', async () => {
    const dependencies = setUp(buildOrder());
    const order = buildContent({ quantity: 3 });
    const accepted_at = TEST_TIME.toISOString();

    await expect(
      handleRequest({ operation: 'StoreOrder', order, accepted_at }, dependencies),
    ).rejects.toThrow(OrderConflictError);
    expect(dependencies.metrics.counts).toEqual({ OrderConflicts: 1 });
    expect(dependencies.logger.entries).toMatchObject([{ level: 'warn', fields: { order_id: 'test001' } }]);
  });

  it('logs a fault by the order_id, and counts nothing', async () => {
    const dependencies = setUp();
    const request = {
      operation: 'StoreOrder',
      order: buildContent(),
      accepted_at: TEST_TIME.toISOString(),
    } as const;
    const orders = {
      find: async () => undefined,
      create: () => Promise.reject(new Error('throttled')),
      replace: async () => false,
    };

    await expect(handleRequest(request, { ...dependencies, orders })).rejects.toThrow('throttled');
    expect(dependencies.metrics.events).toEqual([]);
    expect(dependencies.logger.entries).toMatchObject([{ level: 'error', fields: { order_id: 'test001' } }]);
  });

  it('counts the row of an order that could not be queued as it is written, though marking it fails', async () => {
    const dependencies = setUp(buildOrder());
    const { orders } = dependencies;
    const throttled = {
      find: (id: string) => orders.find(id),
      create: (order: Order) => orders.create(order),
      replace: () => Promise.reject(new Error('throttled')),
    };

    await expect(handleRequest(MARK_FAILED, { ...dependencies, orders: throttled })).rejects.toThrow(
      'throttled',
    );
    await handleRequest(MARK_FAILED, dependencies);
    expect(dependencies.metrics.events).toEqual([
      { values: { OrdersFailed: 1 }, properties: { order_id: 'test001', failed_order_id: 'execution-1' } },
    ]);
  });

  it('refuses an operation it does not know', async () => {
    const request = { operation: 'Drop', order: buildContent() } as unknown as StorageRequest;

    await expect(handleRequest(request, setUp())).rejects.toThrow('unknown operation "Drop"');
  });
});
