import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FailedOrder } from 'order-model';
import { buildContent } from 'order-model/testing';
import { DynamoDbFailedOrderStore } from '../src/index.ts';
import { startTables } from './start-tables.ts';

let tables: Awaited<ReturnType<typeof startTables>>;
let store: DynamoDbFailedOrderStore;

beforeAll(async () => {
  tables = await startTables();
  store = new DynamoDbFailedOrderStore(tables.client, { tableName: 'failed_orders', stateShards: 4 });
});
afterAll(() => tables.stop());

function buildRow(failedOrderId: string, overrides: Partial<FailedOrder> = {}): FailedOrder {
  return {
    failed_order_id: failedOrderId,
    order_id: 'test001',
    payload: buildContent(),
    reason: 'out of stock',
    attempts: 3,
    failed_at: '2026-02-03T04:05:06.789Z',
    state: 'OPEN',
    ...overrides,
  };
}

async function stored(failedOrderId: string): Promise<unknown> {
  const key = { failed_order_id: failedOrderId };
  return (await tables.client.send(new GetCommand({ TableName: 'failed_orders', Key: key }))).Item;
}

describe('DynamoDbFailedOrderStore', () => {
  it('records a row', async () => {
    const row = buildRow('message-1');

    expect(await store.record(row)).toEqual(row);
    expect(await stored('message-1')).toEqual({
      ...row,
      state_shard: expect.stringMatching(/^OPEN#[0-3]$/),
    });
    expect(await store.find('message-1')).toEqual(row);
  });

  it('records the raw body of a message that is no order', async () => {
    await store.record(buildRow('message-2', { payload: 'not JSON {' }));

    expect(await stored('message-2')).toMatchObject({ payload: 'not JSON {' });
  });

  it('leaves the row of a redelivered dead letter as it is, and returns it', async () => {
    const redriven = buildRow('message-3', { state: 'REDRIVEN', redriven_at: '2026-02-04T00:00:00.000Z' });
    await tables.client.send(new PutCommand({ TableName: 'failed_orders', Item: redriven }));

    expect(await store.record(buildRow('message-3'))).toEqual(redriven);
    expect(await stored('message-3')).toEqual(redriven);
  });

  it('replaces what it read, and nothing newer', async () => {
    const row = await store.record(buildRow('message-4'));
    const claim = { ...row, redrive_id: 'a', redrive_started_at: '2026-02-04T00:00:00.000Z' };

    expect(await store.replace(row, claim)).toBe(true);
    expect(await store.replace(row, { ...claim, redrive_id: 'b' })).toBe(false);
    expect(await store.find('message-4')).toEqual(claim);
    expect(await store.replace(claim, row)).toBe(true);
    expect(await store.find('message-4')).toEqual(row);
    expect(await store.find('no-such-row')).toBeUndefined();
  });

  it('recognizes its own write when the SDK sends it again after a lost answer', async () => {
    const row = await store.record(buildRow('message-5'));
    const claim = { ...row, redrive_id: 'a', redrive_started_at: '2026-02-04T00:00:00.000Z' };
    const closed = { ...claim, state: 'REDRIVEN', redriven_at: '2026-02-04T00:00:01.000Z' } as const;

    expect([await store.replace(row, claim), await store.replace(row, claim)]).toEqual([true, true]);
    expect([await store.replace(claim, closed), await store.replace(claim, closed)]).toEqual([true, true]);
    expect(await stored('message-5')).toMatchObject({ state_shard: expect.stringMatching(/^REDRIVEN#/) });
  });

  it('lets exactly one of many win that read the same row', async () => {
    const row = await store.record(buildRow('message-6'));
    const claims = Array.from({ length: 10 }, (_, index) =>
      store.replace(row, { ...row, redrive_id: `${index}`, redrive_started_at: '2026-02-04T00:00:00.000Z' }),
    );

    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
  });

  it('makes no row of one that is not there', async () => {
    const row = buildRow('message-7');

    expect(await store.replace(row, { ...row, redrive_id: 'a' })).toBe(false);
    expect(await store.find('message-7')).toBeUndefined();
  });
});
