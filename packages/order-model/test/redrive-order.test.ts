import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  AlreadyRedrivenError,
  FailedOrderNotFoundError,
  giveUpOrder,
  NotRedrivableError,
  OrderFulfilledError,
  type OrderStore,
  type RedriveDependencies,
  RedriveInProgressError,
  redriveOrder,
} from '../src/index.ts';
import {
  buildContent,
  buildFailedOrder,
  buildOrder,
  InMemoryFailedOrderStore,
  InMemoryOrderSender,
  InMemoryOrderStore,
  TEST_TIME,
} from '../src/testing/index.ts';

const LEASE_MILLISECONDS = 12_000;

let time: number;
let ids: number;
beforeEach(() => {
  time = TEST_TIME.getTime() + 60_000;
  ids = 0;
});

function setUp(row = buildFailedOrder(), order = buildOrder('FAILED')) {
  return {
    orders: new InMemoryOrderStore(order),
    failedOrders: new InMemoryFailedOrderStore(row),
    queue: new InMemoryOrderSender(),
    now: () => new Date(time++),
    newId: () => `redrive-${++ids}`,
    leaseMilliseconds: LEASE_MILLISECONDS,
  };
}

/** The dependencies, whose n-th write (the message among them) throws, done or not. */
function failingAt(place: number, setup: ReturnType<typeof setUp>, isDone: boolean): RedriveDependencies {
  let count = 0;
  async function write<Result>(effect: () => Promise<Result>): Promise<Result> {
    const isBroken = ++count === place;
    // Killed: nothing happens after that either.
    if (count > place || (isBroken && !isDone)) throw new Error('killed');
    const result = await effect();
    if (isBroken) throw new Error('killed');
    return result;
  }
  const { orders, failedOrders, queue } = setup;
  return {
    ...setup,
    orders: {
      find: (id) => orders.find(id),
      create: (order) => write(() => orders.create(order)),
      replace: (previous, next) => write(() => orders.replace(previous, next)),
    },
    failedOrders: {
      find: (id) => failedOrders.find(id),
      replace: (previous, next) => write(() => failedOrders.replace(previous, next)),
    },
    queue: { send: (order) => write(() => queue.send(order)) },
  };
}

describe('redriveOrder', () => {
  it('queues the order, makes it PENDING for that reason, and closes the row', async () => {
    const setup = setUp();
    const redriven = await redriveOrder('message-1', setup);

    expect(redriven).toEqual({
      failed_order_id: 'message-1',
      order_id: 'test001',
      state: 'REDRIVEN',
      redriven_at: expect.any(String),
    });
    expect(setup.queue.sent).toEqual([buildContent()]);
    const order = await setup.orders.find('test001');
    expect(order).toMatchObject({ status: 'PENDING', attempts: 1 });
    expect(order).not.toHaveProperty('failure_reason');
    expect(order?.history.at(-1)).toMatchObject({
      status: 'PENDING',
      reason: 'redrive of failed order message-1',
    });
    expect(await setup.failedOrders.find('message-1')).toMatchObject({
      state: 'REDRIVEN',
      redriven_at: redriven.redriven_at,
    });
  });

  it('refuses a row that was redriven, and one that is not there', async () => {
    const setup = setUp();
    await redriveOrder('message-1', setup);

    await expect(redriveOrder('message-1', setup)).rejects.toThrow(AlreadyRedrivenError);
    await expect(redriveOrder('message-2', setup)).rejects.toThrow(FailedOrderNotFoundError);
    expect(setup.queue.sent).toHaveLength(1);
  });

  it.each([['text'], [{ order_id: 'test001' }], [{ ...buildContent(), color: 'red' }]])(
    'refuses a row whose payload is no order: %j',
    async (payload) => {
      const setup = setUp(buildFailedOrder({ payload }));

      await expect(redriveOrder('message-1', setup)).rejects.toThrow(NotRedrivableError);
      expect(setup.failedOrders.all()).toEqual([buildFailedOrder({ payload })]);
      expect(setup.queue.sent).toEqual([]);
    },
  );

  it('queues nothing for an order that is FULFILLED, and closes its row', async () => {
    const order = buildOrder('FULFILLED');
    const setup = setUp(buildFailedOrder(), order);

    await expect(redriveOrder('message-1', setup)).rejects.toThrow(OrderFulfilledError);
    expect(setup.queue.sent).toEqual([]);
    expect(await setup.orders.find('test001')).toEqual(order);
    expect(await setup.failedOrders.find('message-1')).toMatchObject({ state: 'REDRIVEN' });
  });

  it('queues an order that is PENDING already, and leaves it as it is', async () => {
    const order = buildOrder('PENDING');
    const setup = setUp(buildFailedOrder(), order);
    await redriveOrder('message-1', setup);

    expect(setup.queue.sent).toEqual([buildContent()]);
    expect(await setup.orders.find('test001')).toEqual(order);
  });

  it('stores an order that is not in the table', async () => {
    const setup = { ...setUp(), orders: new InMemoryOrderStore() };
    await redriveOrder('message-1', setup);

    expect(setup.queue.sent).toEqual([buildContent()]);
    expect(await setup.orders.find('test001')).toMatchObject({ ...buildContent(), status: 'PENDING' });
  });

  it('queues what was accepted, not what a stray message says', async () => {
    const setup = setUp(buildFailedOrder({ payload: buildContent({ quantity: 99 }) }));
    await redriveOrder('message-1', setup);

    expect(setup.queue.sent).toEqual([buildContent()]);
  });

  it('sends one message when many redrive a row at once', async () => {
    const setup = setUp();
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => redriveOrder('message-1', setup)),
    );
    const refusals = results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));

    expect(setup.queue.sent).toHaveLength(1);
    expect(refusals).toHaveLength(4);
    for (const refusal of refusals) expect(refusal).toBeInstanceOf(RedriveInProgressError);
  });

  describe.each([
    ['before', false],
    ['after', true],
  ])('killed %s', (_, isDone) => {
    it.each([1, 2, 3, 4])(
      'its write %i, is completed by a repetition once the lease is over',
      async (place) => {
        const setup = setUp();
        await expect(redriveOrder('message-1', failingAt(place, setup, isDone))).rejects.toThrow('killed');
        const { state } = setup.failedOrders.all()[0] ?? {};
        const order = await setup.orders.find('test001');

        // A PENDING order is on its way, whatever happens next.
        expect(order?.status === 'FAILED' || setup.queue.sent.length > 0).toBe(true);
        expect(state).toBe(place === 4 && isDone ? 'REDRIVEN' : 'OPEN');
        if (state === 'REDRIVEN') return;
        time += LEASE_MILLISECONDS;
        await redriveOrder('message-1', setup);
        expect(setup.queue.sent.length).toBeGreaterThan(0);
        expect(await setup.orders.find('test001')).toMatchObject({ status: 'PENDING' });
      },
    );
  });

  it('leaves the row to nobody else before the lease is over', async () => {
    const setup = setUp();
    await expect(redriveOrder('message-1', failingAt(2, setup, true))).rejects.toThrow('killed');

    await expect(redriveOrder('message-1', setup)).rejects.toThrow(RedriveInProgressError);
    expect(setup.queue.sent).toHaveLength(1);
  });

  it('gives the row back when the order cannot be queued', async () => {
    const setup = setUp();
    const queue = { send: () => Promise.reject(new Error('throttled')) };

    await expect(redriveOrder('message-1', { ...setup, queue })).rejects.toThrow('throttled');
    expect(setup.failedOrders.all()).toEqual([buildFailedOrder()]);
    await redriveOrder('message-1', setup);
  });

  it('lets a write that meets a newer order try again', async () => {
    const setup = setUp();
    const { orders } = setup;
    let isFirst = true;
    const busy: OrderStore = {
      find: (id) => orders.find(id),
      create: (order) => orders.create(order),
      replace: async (previous, next) => {
        if (!isFirst) return orders.replace(previous, next);
        isFirst = false;
        return false;
      },
    };
    await redriveOrder('message-1', { ...setup, orders: busy });

    expect(await orders.find('test001')).toMatchObject({ status: 'PENDING' });
  });

  it('is not undone by a late delivery of the dead letter, and a new one makes a new row', async () => {
    const setup = setUp();
    await redriveOrder('message-1', setup);
    const giveUp = (failed_order_id: string) =>
      giveUpOrder(buildContent(), { failed_order_id, reason: 'gave up' }, setup);

    await giveUp('message-1');
    expect(await setup.orders.find('test001')).toMatchObject({ status: 'PENDING' });
    await giveUp('message-2');
    expect(await setup.orders.find('test001')).toMatchObject({ status: 'FAILED' });
    expect(setup.failedOrders.all().map(({ state }) => state)).toEqual(['REDRIVEN', 'OPEN']);
  });
});
