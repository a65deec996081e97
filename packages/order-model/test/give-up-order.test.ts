import { beforeEach, describe, expect, it } from '@jest/globals';
import { changeStatus, giveUpOrder, type Order, type OrderStore } from '../src/index.ts';
import {
  buildContent,
  buildOrder,
  InMemoryFailedOrderStore,
  InMemoryOrderStore,
  TEST_TIME,
} from '../src/testing/index.ts';

const LATER = new Date(TEST_TIME.getTime() + 60_000);
const failure = { failed_order_id: 'message-1', reason: 'gave up' };

let failedOrders: InMemoryFailedOrderStore;
beforeEach(() => {
  failedOrders = new InMemoryFailedOrderStore();
});

function giveUp(orders: OrderStore) {
  return giveUpOrder(buildContent(), failure, { orders, failedOrders, now: () => LATER });
}

describe('giveUpOrder', () => {
  it('records why a FAILED order failed and leaves the order as it is', async () => {
    const order = buildOrder('FAILED');
    const orders = new InMemoryOrderStore(order);

    await giveUp(orders);

    expect(failedOrders.all()).toEqual([
      {
        failed_order_id: 'message-1',
        order_id: 'test001',
        payload: buildContent(),
        reason: 'out of stock',
        attempts: 1,
        failed_at: LATER.toISOString(),
        state: 'OPEN',
      },
    ]);
    expect(await orders.find('test001')).toEqual(order);
  });

  it('marks a PENDING order FAILED with the reason given', async () => {
    const orders = new InMemoryOrderStore(buildOrder());

    await giveUp(orders);

    expect(await orders.find('test001')).toMatchObject({
      status: 'FAILED',
      attempts: 0,
      failure_reason: 'gave up',
    });
  });

  it('stores an order that was accepted but never stored', async () => {
    const orders = new InMemoryOrderStore();

    await giveUp(orders);

    expect(await orders.find('test001')).toMatchObject({
      ...buildContent(),
      status: 'FAILED',
      failure_reason: 'gave up',
    });
    expect(failedOrders.all()).toHaveLength(1);
  });

  it('touches nothing when the order is FULFILLED', async () => {
    const order = buildOrder('FULFILLED');
    const orders = new InMemoryOrderStore(order);

    expect(await giveUp(orders)).toBeUndefined();
    expect(failedOrders.all()).toEqual([]);
    expect(await orders.find('test001')).toEqual(order);
  });

  it('makes one row however often it is repeated', async () => {
    const orders = new InMemoryOrderStore(buildOrder());

    await giveUp(orders);
    const order = await orders.find('test001');
    await giveUp(orders);

    expect(failedOrders.all()).toHaveLength(1);
    expect(await orders.find('test001')).toEqual(order);
  });

  it('does not fail an order again whose row was redriven meanwhile', async () => {
    const failed = buildOrder('FAILED');
    const orders = new InMemoryOrderStore(failed);
    const row = await giveUp(orders);
    if (!row) throw new Error('no row');
    failedOrders = new InMemoryFailedOrderStore({
      ...row,
      state: 'REDRIVEN',
      redriven_at: LATER.toISOString(),
    });
    await orders.replace(failed, changeStatus(failed, 'PENDING', LATER));

    await giveUp(orders);

    expect(await orders.find('test001')).toMatchObject({ status: 'PENDING' });
  });

  it('leaves an order alone that is fulfilled between its read and its write', async () => {
    const orders = new InMemoryOrderStore(buildOrder());
    const fulfilledMeanwhile: OrderStore = {
      find: (orderId) => orders.find(orderId),
      create: (order) => orders.create(order),
      async replace(previous: Order, next: Order) {
        await orders.replace(previous, changeStatus(previous, 'FULFILLED', LATER));
        return orders.replace(previous, next);
      },
    };

    await giveUp(fulfilledMeanwhile);

    expect(await orders.find('test001')).toMatchObject({ status: 'FULFILLED' });
  });
});
