import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestSystem, type TestSystem } from './test-system.ts';

let dataDirectory: string;
let running: TestSystem | undefined;
beforeEach(() => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'restart-'));
});
afterEach(async () => {
  await running?.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
});

describe('a local run with a data directory', () => {
  it.each(['EXPRESS', 'STANDARD'])(
    'loses no accepted %s order when it is stopped right after',
    async (workflowType) => {
      const ids = Array.from({ length: 12 }, (_, index) => `order-${index}`);
      const contentOf = (order_id: string) => ({ order_id, product: 'Pen', quantity: 1 });
      const context = { workflowType, fulfillmentSuccessRate: 0.5 };
      running = await startTestSystem(context, { dataDirectory });
      const placed = await Promise.all(ids.map((order_id) => running?.place(contentOf(order_id))));
      await running.stop();
      expect(placed.map((answer) => answer?.status)).toEqual(ids.map(() => 200));

      running = await startTestSystem(context, { dataDirectory });
      const system = running;
      const ended = await system.waitUntil('every order to have ended', async () => {
        const [orders, rows] = [await system.orders(), await system.failedOrders()];
        const failed = orders.filter(({ status }) => status === 'FAILED');
        const fulfilled = orders.filter(({ status }) => status === 'FULFILLED');
        // A FULFILLED order may have a row too: visibility is a hundredfold shorter here, and when it ends while the last
        // attempt is at work on a slow machine, the message dies before that attempt fulfills its order.
        const hasRow = failed.every((order) => rows.some((row) => row.order_id === order.order_id));
        return fulfilled.length + failed.length === ids.length && hasRow ? orders : undefined;
      });
      const again = await system.place(contentOf('order-0'));

      const rowsOf = (await system.failedOrders()).map(({ order_id }) => order_id);
      // Each order has one message, also after the restart: its row is the only one.
      expect(rowsOf.sort()).toEqual(ids.filter((order_id) => rowsOf.includes(order_id)).sort());
      expect(ended.map(({ order_id }) => order_id).sort()).toEqual([...ids].sort());
      expect(again.headers.get('idempotent-replayed')).toBe('true');
      expect(again.body.status).toBe(ended.find(({ order_id }) => order_id === 'order-0')?.status);
    },
  );
});
