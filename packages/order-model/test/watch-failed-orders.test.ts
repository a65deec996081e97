import { describe, expect, it } from '@jest/globals';
import { type FailedOrder, watchFailedOrders } from '../src/index.ts';
import { InMemoryFailedOrderStore } from '../src/testing/index.ts';

const row = (failed_order_id: string, failed_at: string): FailedOrder => ({
  failed_order_id,
  payload: 'no order',
  reason: 'broken',
  attempts: 3,
  failed_at,
  state: 'OPEN',
});

describe('watchFailedOrders', () => {
  it('tells of each row once, however often it is recorded', async () => {
    const store = new InMemoryFailedOrderStore();
    const written: string[] = [];
    const watched = watchFailedOrders(store, ({ failed_order_id }) => written.push(failed_order_id));
    await watched.record(row('a', '2026-01-02T03:04:05.678Z'));
    const again = await watched.record(row('a', '2026-01-02T03:05:05.678Z'));
    await watched.record(row('b', '2026-01-02T03:06:05.678Z'));

    expect(written).toEqual(['a', 'b']);
    expect(again.failed_at).toBe('2026-01-02T03:04:05.678Z');
    expect(store.all()).toHaveLength(2);
  });

  it('tells of no row that could not be written', async () => {
    const written: FailedOrder[] = [];
    const store = { record: () => Promise.reject(new Error('throttled')) };
    const recording = watchFailedOrders(store, (each) => written.push(each)).record(row('a', ''));

    await expect(recording).rejects.toThrow('throttled');
    expect(written).toEqual([]);
  });
});
