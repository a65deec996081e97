import { afterEach, describe, expect, it } from '@jest/globals';
import type { WarehouseAsked } from '../../src/chaos/events.ts';
import { startWarehouse, type Warehouse } from '../../src/chaos/warehouse-ledger.ts';

let warehouse: Warehouse | undefined;
afterEach(() => warehouse?.stop());

/** What the warehouse of a seed decides on `times` requests for each of the keys. */
async function ask(seed: number, keys: readonly string[], times: number): Promise<WarehouseAsked[]> {
  const asked: WarehouseAsked[] = [];
  warehouse = await startWarehouse({
    seed,
    successRate: 0.5,
    latestMs: () => 1,
    onAsked: (event) => asked.push(event),
  });
  const order = { status: 'PENDING', updated_at: 'v0', sessionToken: 'session/0123456789' };
  for (const key of keys) {
    for (let time = 0; time < times; time++) {
      const body = JSON.stringify({ ...order, order_id: key, idempotencyKey: key });
      await fetch(warehouse.url, { method: 'POST', body }).catch(() => 'reset');
    }
  }
  await warehouse.stop();
  return asked;
}

const KEYS = Array.from({ length: 60 }, (_, index) => `order-${index}`);

describe('startWarehouse', () => {
  it('fulfills once per idempotency key, and says so however often it is asked after that', async () => {
    const asked = await ask(1, KEYS, 4);

    for (const key of KEYS) {
      const outcomes = asked.filter(({ idempotencyKey }) => idempotencyKey === key);
      const first = outcomes.findIndex(({ fulfilled }) => fulfilled);
      expect(outcomes).toHaveLength(4);
      expect(outcomes.filter(({ fulfilled }) => fulfilled).length).toBe(first < 0 ? 0 : 1);
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(
        outcomes.map((_, index) => (first >= 0 && index >= first ? 'FULFILLED' : 'FAILED')),
      );
    }
    expect(asked[0]).toMatchObject({
      orderId: 'order-0',
      status: 'PENDING',
      environment: 'environment 23456789',
    });
  });

  it('decides the same for the same seed, in whatever order it is asked', async () => {
    const decisions = (asked: WarehouseAsked[]) =>
      asked.map(({ orderId, outcome, answer }) => [orderId, outcome, answer]);
    const forwards = decisions(await ask(2, KEYS, 1));
    const backwards = decisions(await ask(2, KEYS.toReversed(), 1));

    expect(backwards.toReversed()).toEqual(forwards);
    expect(decisions(await ask(3, KEYS, 1))).not.toEqual(forwards);
  });

  it('fails, is late and loses answers, before its effect and after it', async () => {
    const asked = await ask(1, KEYS, 4);
    const lost = asked.filter(({ answer }) => answer === 'HTTP 503' || answer === 'connection reset');

    expect(new Set(asked.map(({ answer }) => answer))).toEqual(
      new Set(['told', 'told late', 'HTTP 503', 'connection reset']),
    );
    expect(new Set(lost.map(({ fulfilled }) => fulfilled))).toEqual(new Set([true, false]));
  });
});
