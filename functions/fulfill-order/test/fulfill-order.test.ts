import { describe, expect, it } from '@jest/globals';
import { MemoryLogger, MemoryMetrics } from 'function-kit/testing';
import {
  afterAttempt,
  FulfillmentFailedError,
  type FulfillmentOutcome,
  type FulfillmentProvider,
  type Order,
  OrderNotFoundError,
} from 'order-model';
import { buildOrder, InMemoryOrderStore, TEST_TIME } from 'order-model/testing';
import { fulfillOrder } from '../src/fulfill-order.ts';

const LATER = new Date(TEST_TIME.getTime() + 60_000);
const FULFILLED: FulfillmentOutcome = { status: 'FULFILLED' };
const FAILED: FulfillmentOutcome = { status: 'FAILED', reason: 'no stock' };

function setUp(stored: Order[], fulfill: (orders: InMemoryOrderStore) => Promise<FulfillmentOutcome>) {
  const orders = new InMemoryOrderStore(...stored);
  const keys: string[] = [];
  const provider: FulfillmentProvider = {
    fulfill(_, idempotencyKey) {
      keys.push(idempotencyKey);
      return fulfill(orders);
    },
  };
  const metrics = new MemoryMetrics();
  return { orders, keys, provider, logger: new MemoryLogger(), metrics, now: () => LATER };
}

describe('fulfillOrder', () => {
  it('records a fulfilled order and logs it', async () => {
    const setup = setUp([buildOrder()], async () => FULFILLED);
    await fulfillOrder('test001', setup);

    expect(await setup.orders.find('test001')).toMatchObject({ status: 'FULFILLED', attempts: 1 });
    expect(setup.logger.messages).toEqual(['Order test001 processed with status: FULFILLED']);
    expect(setup.keys).toEqual(['test001']);
    expect(setup.metrics.events).toEqual([
      { values: { OrdersFulfilled: 1, OrderCompletionTime: 60_000 }, properties: { order_id: 'test001' } },
    ]);
  });

  it('records a failed attempt, logs it and throws', async () => {
    const setup = setUp([buildOrder()], async () => FAILED);

    await expect(fulfillOrder('test001', setup)).rejects.toThrow(FulfillmentFailedError);
    expect(await setup.orders.find('test001')).toMatchObject({
      status: 'FAILED',
      attempts: 1,
      failure_reason: 'no stock',
    });
    expect(setup.logger.messages).toEqual(['Order test001 processed with status: FAILED']);
    expect(setup.metrics.events).toEqual([
      { values: { FulfillmentAttemptsFailed: 1 }, properties: { order_id: 'test001' } },
    ]);
  });

  it('fulfills an order whose earlier attempt failed', async () => {
    const setup = setUp([buildOrder('FAILED')], async () => FULFILLED);
    await fulfillOrder('test001', setup);

    expect(await setup.orders.find('test001')).toMatchObject({ status: 'FULFILLED', attempts: 2 });
  });

  it('takes a provider that throws as a failed attempt', async () => {
    const setup = setUp([buildOrder()], async () => {
      throw new Error('socket hang up');
    });

    await expect(fulfillOrder('test001', setup)).rejects.toThrow('socket hang up');
    expect(await setup.orders.find('test001')).toMatchObject({ status: 'FAILED', attempts: 1 });
  });

  it('never asks the provider for an order that is FULFILLED', async () => {
    const order = buildOrder('FULFILLED');
    const setup = setUp([order], async () => FAILED);
    await fulfillOrder('test001', setup);

    expect(setup.keys).toEqual([]);
    expect(await setup.orders.find('test001')).toEqual(order);
    expect(setup.logger.messages.join()).not.toContain('processed with status');
    expect(setup.metrics.events).toEqual([]);
  });

  it('keeps FULFILLED, and does not fail, when another delivery fulfilled the order meanwhile', async () => {
    const fulfilled = afterAttempt(buildOrder(), 'FULFILLED', LATER);
    const setup = setUp([buildOrder()], async (orders) => {
      await orders.replace(buildOrder(), fulfilled);
      return FAILED;
    });
    await fulfillOrder('test001', setup);

    expect(await setup.orders.find('test001')).toEqual(fulfilled);
    expect(setup.metrics.events).toEqual([]);
  });

  it('records FULFILLED over the failure that another delivery recorded meanwhile', async () => {
    const setup = setUp([buildOrder()], async (orders) => {
      await orders.replace(buildOrder(), afterAttempt(buildOrder(), 'FAILED', LATER, 'no stock'));
      return FULFILLED;
    });
    await fulfillOrder('test001', setup);

    expect(await setup.orders.find('test001')).toMatchObject({ status: 'FULFILLED', attempts: 2 });
  });

  it('throws for an order that is not stored', async () => {
    const setup = setUp([], async () => FULFILLED);

    await expect(fulfillOrder('test001', setup)).rejects.toThrow(OrderNotFoundError);
    expect(setup.keys).toEqual([]);
  });
});
