import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeStatus, InvalidCursorError, newOrder, type Order, type OrderList } from 'order-model';
import { buildContent, TEST_TIME } from 'order-model/testing';
import { createOrderList, DynamoDbOrderStore } from '../src/index.ts';
import { startTables } from './start-tables.ts';

const TABLE = { tableName: 'orders', statusShards: 4 };

interface Orders {
  readonly list: OrderList;
  readonly store: DynamoDbOrderStore;
  /** Rows that queries read since the last call, and how many queries there were. */
  consumed(): { rows: number; queries: number };
  stop(): Promise<void>;
}

async function startOrders(): Promise<Orders> {
  const { client, stop } = await startTables();
  let consumed = { rows: 0, queries: 0 };
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const result = await next(args);
        const { ScannedCount = 0 } = result.output as { ScannedCount?: number };
        if (commandName === QueryCommand.name) {
          consumed = { rows: consumed.rows + ScannedCount, queries: consumed.queries + 1 };
        }
        return result;
      },
    { step: 'initialize' },
  );
  return {
    list: createOrderList(client, TABLE),
    store: new DynamoDbOrderStore(client, TABLE),
    consumed() {
      const before = consumed;
      consumed = { rows: 0, queries: 0 };
      return before;
    },
    stop,
  };
}

/** Stores orders `first` to `last`, each `step` milliseconds after the one before, all of one status. */
async function store(orders: Orders, first: number, last: number, status = 'FULFILLED', step = 1) {
  const stored: Order[] = [];
  for (let n = first; n <= last; n++) {
    const at = new Date(TEST_TIME.getTime() + Math.floor(n * step));
    const order = newOrder(buildContent({ order_id: `order-${n}` }), at);
    stored.push({ ...order, status: status as Order['status'] });
  }
  for (let start = 0; start < stored.length; start += 100) {
    await Promise.all(stored.slice(start, start + 100).map((order) => orders.store.create(order)));
  }
  return stored;
}

/** Every page, with what happens in between. */
async function pages(
  { list }: Orders,
  request: { filter?: Order['status']; limit: number },
  between: () => Promise<unknown> = async () => {},
): Promise<Order[][]> {
  const all: Order[][] = [];
  let cursor: string | undefined;
  do {
    const page = await list.list({ ...request, cursor });
    all.push([...page.rows]);
    cursor = page.next_cursor;
    await between();
  } while (cursor);
  return all;
}

const newestFirst = (orders: readonly Order[]) =>
  orders.toSorted((a, b) =>
    a.updated_at === b.updated_at ? (a.order_id < b.order_id ? 1 : -1) : a.updated_at < b.updated_at ? 1 : -1,
  );

describe('the list of orders', () => {
  let orders: Orders;
  let stored: Order[];
  beforeAll(async () => {
    orders = await startOrders();
    // Five orders share each millisecond.
    stored = [
      ...(await store(orders, 0, 59, 'FULFILLED', 0.2)),
      ...(await store(orders, 60, 69, 'FAILED', 0.2)),
      ...(await store(orders, 70, 74, 'PENDING', 0.2)),
    ];
  });
  afterAll(() => orders.stop());

  it.each([7, 50, 100])('shows each order once, whole and newest first, in pages of %i', async (limit) => {
    const shown = await pages(orders, { limit });

    expect(shown.flat()).toEqual(newestFirst(stored));
    expect(shown.slice(0, -1).every((page) => page.length === limit)).toBe(true);
  });

  it('shows those of a status alone', async () => {
    const failed = stored.filter(({ status }) => status === 'FAILED');

    for (const limit of [1, 6])
      expect((await pages(orders, { filter: 'FAILED', limit })).flat()).toEqual(newestFirst(failed));
  });

  it('has no cursor after its last row, and none when there are no rows', async () => {
    const { rows, next_cursor } = await orders.list.list({ filter: 'PENDING', limit: 5 });

    expect(rows).toHaveLength(5);
    expect(next_cursor).toBeUndefined();
  });

  it.each([7, 50])('shows orders that all changed at once, in pages of %i', async (limit) => {
    const others = await startOrders();
    const same = await store(others, 1, 40, 'FAILED', 0);
    const shown = await pages(others, { filter: 'FAILED', limit });
    await others.stop();

    expect(shown.flat()).toEqual(newestFirst(same));
  });

  it('counts them, from a time on and as far as it may', async () => {
    const since = new Date(TEST_TIME.getTime() + 8).toISOString();

    expect(await orders.list.count('FULFILLED')).toEqual({ count: 60, more: false });
    expect(await orders.list.count('FULFILLED', since)).toEqual({ count: 20, more: false });
    expect(await orders.list.count('PENDING', '2027-01-01T00:00:00.000Z')).toEqual({ count: 0, more: false });
  });

  it('takes a cursor of its own alone', async () => {
    const { next_cursor = '' } = await orders.list.list({ filter: 'FULFILLED', limit: 1 });
    const made = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const at = TEST_TIME.toISOString();
    const wrong = [
      '',
      'x',
      '!',
      `${next_cursor}x`,
      made(null),
      made(['orders FAILED', at]),
      made(['orders FAILED', 'yesterday', 'a']),
      made(['orders FAILED', at, 7]),
      made(['orders FAILED', at, 'a', 1]),
      made(['failed-orders FAILED', at, 'a']),
      'a'.repeat(10_000),
    ];

    for (const cursor of [...wrong, next_cursor]) {
      await expect(orders.list.list({ filter: 'FAILED', limit: 1, cursor })).rejects.toThrow(
        InvalidCursorError,
      );
    }
  });
});

describe('the list of orders that change while it is read', () => {
  it('shows each order that did not change once', async () => {
    const orders = await startOrders();
    const stored = await store(orders, 1, 120, 'PENDING');
    const moved = new Set<string>();
    let next = 0;
    const shown = await pages(orders, { filter: 'PENDING', limit: 10 }, async () => {
      // Some of what was shown, some of what was not, and some that is new.
      for (const place of [next, 119 - next, 60 + (next >> 1)]) {
        const order = stored[place];
        if (!order || moved.has(order.order_id)) continue;
        moved.add(order.order_id);
        await orders.store.replace(order, changeStatus(order, 'FAILED', new Date()));
      }
      await store(orders, 1000 + next, 1000 + next, 'PENDING');
      next += 3;
    });
    await orders.stop();
    const ids = shown.flat().map(({ order_id }) => order_id);

    expect(new Set(ids).size).toBe(ids.length);
    const unchanged = stored.map(({ order_id }) => order_id).filter((id) => !moved.has(id));
    expect(ids).toEqual(expect.arrayContaining(unchanged));
    expect(moved.size).toBeGreaterThan(10);
  });
});

describe('the cost of a page', () => {
  it('is the same in a table ten times as large', async () => {
    const costs = [];
    for (const size of [150, 1500]) {
      const orders = await startOrders();
      await store(orders, 1, size);
      orders.consumed();
      const first = await orders.list.list({ filter: 'FULFILLED', limit: 50 });
      const firstCost = orders.consumed();
      await orders.list.list({ filter: 'FULFILLED', limit: 50, cursor: first.next_cursor });
      costs.push({ first: firstCost, second: orders.consumed() });
      await orders.stop();
    }
    const [small, large] = costs;

    // A read per partition; a partition that has more than twice its share costs one more.
    for (const cost of [small?.first, large?.first, large?.second]) {
      expect(cost?.queries).toBeLessThanOrEqual(TABLE.statusShards + 1);
      expect(cost?.rows).toBeLessThanOrEqual((TABLE.statusShards + 1) * 26);
    }
    expect(large?.first.queries).toBe(small?.first.queries);
  });
});
