import { describe, expect, it } from '@jest/globals';
import { MemoryLogger } from 'function-kit/testing';
import type { Order } from 'order-model';
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
  return {
    orders: new InMemoryOrderStore(...stored),
    failedOrders: new InMemoryFailedOrderStore(),
    logger: new MemoryLogger(),
    now: () => TEST_TIME,
  };
}

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
    const request = {
      operation: 'MarkOrderFailed',
      order: buildContent(),
      failed_order_id: 'execution-1',
      reason: 'not queued: SQS.SdkClientException',
    } as const;
    await handleRequest(request, dependencies);
    await handleRequest(request, dependencies);

    expect(await dependencies.orders.find('test001')).toMatchObject({
      status: 'FAILED',
      failure_reason: 'not queued: SQS.SdkClientException',
    });
    expect(dependencies.failedOrders.all()).toMatchObject([
      { failed_order_id: 'execution-1', order_id: 'test001' },
    ]);
  });

  it('refuses an operation it does not know', async () => {
    const request = { operation: 'Drop', order: buildContent() } as unknown as StorageRequest;

    await expect(handleRequest(request, setUp())).rejects.toThrow('unknown operation "Drop"');
  });
});
