import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestSystem, type TestSystem } from './test-system.ts';

const CLIENTS = 16;

describe.each([
  ['EXPRESS', 1000],
  ['STANDARD', 200],
] as const)('%s: %i orders that succeed with probability 0.7', (workflowType, count) => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await startTestSystem({ workflowType, fulfillmentSuccessRate: 0.7 }, { timeScale: 10 });
  });
  afterAll(() => system.stop());

  it('end FULFILLED, or FAILED with a failed_orders row; none is lost, none is fulfilled twice', async () => {
    const contents = Array.from({ length: count }, (_, index) => ({
      order_id: `order-${index}`,
      product: `Pen ${index % 7}`,
      quantity: 1 + (index % 5),
    }));
    const queue = contents.values();
    const placeNext = async () => {
      for (const content of queue) expect((await system.place(content)).status).toBe(200);
    };
    await Promise.all(Array.from({ length: CLIENTS }, placeNext));

    const fulfilled = /Order (\S+) processed with status: FULFILLED/;
    const idsIn = (pattern: RegExp) => system.logged.flatMap((line) => pattern.exec(line)?.[1] ?? []);
    await system.waitUntil(`the ends of ${count} orders in the logs`, async () => {
      const ended = new Set(idsIn(fulfilled)).size + new Set(idsIn(/Dead letter (\S+) recorded/)).size;
      return ended >= count ? true : undefined;
    });

    const orders = await system.orders();
    const rows = await system.failedOrders();
    const failed = orders.filter(({ status }) => status === 'FAILED');
    const byId = new Map(orders.map((order) => [order.order_id, order]));
    for (const content of contents) expect(byId.get(content.order_id)).toMatchObject(content);
    expect(orders).toHaveLength(count);
    expect(orders.filter(({ status }) => status === 'PENDING')).toEqual([]);
    expect(rows.map(({ order_id }) => order_id).sort()).toEqual(
      failed.map(({ order_id }) => order_id).sort(),
    );
    for (const { attempts } of failed) expect(attempts).toBe(3);
    // One line per order: the warehouse fulfilled none a second time.
    const fulfilledIds = orders
      .filter(({ status }) => status === 'FULFILLED')
      .map(({ order_id }) => order_id);
    expect(idsIn(fulfilled).sort()).toEqual(fulfilledIds.sort());
    // 0.3³ = 2.7 % fail: 27 of 1,000 are expected; six standard deviations leave one run in 10⁸ outside.
    const expected = 0.027 * count;
    expect(Math.abs(failed.length - expected)).toBeLessThan(6 * Math.sqrt(expected * 0.973) + 1);
  });
});
