import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { afterAttempt, changeStatus, type Order } from 'order-model';
import { buildOrder } from 'order-model/testing';
import { DynamoDbOrderStore } from '../src/index.ts';
import { startTables } from './start-tables.ts';

const LATER = new Date('2026-02-03T04:05:06.789Z');

let tables: Awaited<ReturnType<typeof startTables>>;
let store: DynamoDbOrderStore;
let lastId = 0;

beforeAll(async () => {
  tables = await startTables();
  store = new DynamoDbOrderStore(tables.client, { tableName: 'orders', statusShards: 4 });
});
afterAll(() => tables.stop());

/** A stored order with an id no other test has. */
async function storedOrder(): Promise<Order> {
  lastId += 1;
  return store.create(buildOrder('PENDING', { order_id: `order-${lastId}` }));
}

describe('DynamoDbOrderStore', () => {
  it('finds what it created, and nothing else', async () => {
    const order = await storedOrder();

    expect(await store.find(order.order_id)).toEqual(order);
    expect(await store.find('no-such-order')).toBeUndefined();
  });

  it('leaves an existing order as it is and returns it', async () => {
    const order = await storedOrder();
    const fulfilled = afterAttempt(order, 'FULFILLED', LATER);
    await store.replace(order, fulfilled);

    expect(await store.create({ ...order, quantity: 99 })).toEqual(fulfilled);
    expect(await store.find(order.order_id)).toEqual(fulfilled);
  });

  it('replaces status, attempts, times, history and reason', async () => {
    const order = await storedOrder();
    const failed = afterAttempt(order, 'FAILED', LATER, 'out of stock');
    const fulfilled = afterAttempt(failed, 'FULFILLED', LATER);

    expect(await store.replace(order, failed)).toBe(true);
    expect(await store.find(order.order_id)).toEqual(failed);
    expect(await store.replace(failed, fulfilled)).toBe(true);
    expect(await store.find(order.order_id)).toEqual(fulfilled);
  });

  it('refuses to replace an order that has changed since it was read', async () => {
    const order = await storedOrder();
    const fulfilled = afterAttempt(order, 'FULFILLED', LATER);
    await store.replace(order, fulfilled);

    expect(await store.replace(order, changeStatus(order, 'FAILED', LATER, 'late'))).toBe(false);
    expect(await store.find(order.order_id)).toEqual(fulfilled);
  });

  it('lets exactly one of many writers that read the same order win', async () => {
    const order = await storedOrder();
    const writers = Array.from({ length: 10 }, (_, index) =>
      store.replace(
        order,
        changeStatus(order, 'FAILED', new Date(LATER.getTime() + index), `writer ${index}`),
      ),
    );

    expect((await Promise.all(writers)).filter(Boolean)).toHaveLength(1);
  });

  it('recognizes its own write when the SDK sends it again after a lost answer', async () => {
    const order = await storedOrder();
    const failed = afterAttempt(order, 'FAILED', LATER, 'out of stock');

    expect([await store.replace(order, failed), await store.replace(order, failed)]).toEqual([true, true]);
    expect((await store.find(order.order_id))?.attempts).toBe(1);
  });

  it('keeps the status shard in step with the status', async () => {
    const order = await storedOrder();
    const shardOf = async () => {
      const key = { order_id: order.order_id };
      return (await tables.client.send(new GetCommand({ TableName: 'orders', Key: key }))).Item?.status_shard;
    };
    const pendingShard = await shardOf();
    await store.replace(order, afterAttempt(order, 'FULFILLED', LATER));

    expect(pendingShard).toMatch(/^PENDING#[0-3]$/);
    expect(await shardOf()).toBe(pendingShard.replace('PENDING', 'FULFILLED'));
  });

  it('spreads orders over every shard', async () => {
    const { shardOf } = await import('../src/shard.ts');
    const counts = new Map<string, number>();
    for (let index = 0; index < 4000; index++) {
      const shard = shardOf('PENDING', `order-${index}`, 4);
      counts.set(shard, (counts.get(shard) ?? 0) + 1);
    }

    expect([...counts.keys()].sort()).toEqual(['PENDING#0', 'PENDING#1', 'PENDING#2', 'PENDING#3']);
    expect(Math.min(...counts.values())).toBeGreaterThan(800);
  });

  it('throws what is not about a condition', async () => {
    const elsewhere = new DynamoDbOrderStore(tables.client, { tableName: 'no-such-table', statusShards: 4 });

    await expect(elsewhere.create(buildOrder())).rejects.toThrow(/resource not found/i);
  });
});
