import { describe, expect, it } from '@jest/globals';
import { OrderConflictError } from 'order-model';
import { buildContent, buildOrder, InMemoryOrderStore, TEST_TIME } from 'order-model/testing';
import { storeOrder } from '../src/store-order.ts';

const LATER = new Date(TEST_TIME.getTime() + 60_000);

describe('storeOrder', () => {
  it('takes its own retry, which comes with the same time, as the first one', async () => {
    const orders = new InMemoryOrderStore();
    const first = await storeOrder(buildContent(), LATER, { orders });
    const retry = await storeOrder(buildContent(), LATER, { orders });

    expect([first.replayed, retry.replayed]).toEqual([false, false]);
  });

  it('stores a new order as PENDING', async () => {
    const orders = new InMemoryOrderStore();

    expect(await storeOrder(buildContent(), LATER, { orders })).toEqual({
      ...buildContent(),
      status: 'PENDING',
      replayed: false,
    });
    expect(await orders.find('test001')).toMatchObject({
      status: 'PENDING',
      attempts: 0,
      created_at: LATER.toISOString(),
    });
  });

  it.each(['PENDING', 'FULFILLED', 'FAILED'] as const)(
    'takes the same order again as a replay of a %s one',
    async (status) => {
      const order = buildOrder(status);
      const orders = new InMemoryOrderStore(order);

      expect(await storeOrder(buildContent(), LATER, { orders })).toMatchObject({ status, replayed: true });
      expect(await orders.find('test001')).toEqual(order);
    },
  );

  it.each([{ product: 'Pencil' }, { quantity: 3 }])(
    'refuses the same order_id with %j and stores nothing',
    async (other) => {
      const order = buildOrder('FULFILLED');
      const orders = new InMemoryOrderStore(order);

      await expect(storeOrder(buildContent(other), LATER, { orders })).rejects.toThrow(OrderConflictError);
      expect(await orders.find('test001')).toEqual(order);
    },
  );

  it('lets one of two orders with the same id and other content win', async () => {
    const orders = new InMemoryOrderStore();
    const results = await Promise.allSettled([
      storeOrder(buildContent({ quantity: 1 }), LATER, { orders }),
      storeOrder(buildContent({ quantity: 2 }), LATER, { orders }),
    ]);

    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
