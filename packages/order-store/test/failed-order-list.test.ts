import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FailedOrder } from 'order-model';
import { buildFailedOrder, TEST_TIME } from 'order-model/testing';
import { createFailedOrderList, DynamoDbFailedOrderStore } from '../src/index.ts';
import { startTables } from './start-tables.ts';

const TABLE = { tableName: 'failed_orders', stateShards: 2 };

let tables: Awaited<ReturnType<typeof startTables>>;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

async function record(n: number, overrides: Partial<FailedOrder> = {}): Promise<FailedOrder> {
  const failed_at = new Date(TEST_TIME.getTime() + n).toISOString();
  const row = buildFailedOrder({ failed_order_id: `message-${n}`, failed_at, ...overrides });
  return new DynamoDbFailedOrderStore(tables.client, TABLE).record(row);
}

describe('the list of failed orders', () => {
  it('shows rows newest first, those of a state alone when asked', async () => {
    const list = createFailedOrderList(tables.client, TABLE);
    const rows = [];
    for (let n = 9; n >= 0; n--) rows.push(await record(n, { state: n % 3 === 0 ? 'REDRIVEN' : 'OPEN' }));
    const first = await list.list({ limit: 4 });
    const second = await list.list({ limit: 6, cursor: first.next_cursor });

    expect([...first.rows, ...second.rows]).toEqual(rows);
    expect(second.next_cursor).toBeUndefined();
    expect((await list.list({ filter: 'OPEN', limit: 100 })).rows).toEqual(
      rows.filter(({ state }) => state === 'OPEN'),
    );
  });

  it('ends a page before it is too large to be answered', async () => {
    const list = createFailedOrderList(tables.client, TABLE);
    for (let n = 100; n < 140; n++) await record(n, { payload: 'x'.repeat(80_000) });
    const shown: FailedOrder[] = [];
    let cursor: string | undefined;
    do {
      const page = await list.list({ filter: 'OPEN', limit: 100, cursor });
      expect(JSON.stringify(page.rows).length).toBeLessThan(2_100_000);
      shown.push(...page.rows);
      cursor = page.next_cursor;
    } while (cursor);

    expect(shown.filter(({ payload }) => typeof payload === 'string')).toHaveLength(40);
    expect(new Set(shown.map(({ failed_order_id }) => failed_order_id)).size).toBe(shown.length);
  });
});
