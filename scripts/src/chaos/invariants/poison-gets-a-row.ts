import { isDeepStrictEqual } from 'node:util';
import type { Invariant } from './invariant.ts';

/** A message that nobody can process ends in failed_orders under its message id, with what it said. */
export const poisonGetsARow: Invariant = {
  name: 'poison messages get a row',
  violations(_stories, { events, failedOrders, messagesLeft }) {
    const left = Object.values(messagesLeft).some((count) => count > 0);
    const rows = new Map(failedOrders.map((row) => [row.failed_order_id, row]));
    return events.flatMap((event) => {
      if (event.kind !== 'poison') return [];
      const { messageId, body, orderId } = event;
      const row = rows.get(messageId);
      if (row ? saysTheSame(row.payload, body) : left) return [];
      const problem = row ? `its row has ${JSON.stringify(row.payload)}` : 'it is in no failed_orders row';
      return [{ ...(orderId !== undefined && { orderId }), message: `poison message ${body}: ${problem}` }];
    });
  },
};

/** The body itself, or the order in it. */
function saysTheSame(payload: unknown, body: string): boolean {
  return typeof payload === 'string' ? payload === body : isDeepStrictEqual(payload, JSON.parse(body));
}
