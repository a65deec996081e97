import type { FailedOrder } from './failed-order.ts';
import type { FailedOrderStore } from './ports.ts';

/**
 * The store, telling of each row as soon as it is written, whatever fails after that. A repetition meets the row that
 * is there, which has the time of its first writing, and is not told again.
 */
export function watchFailedOrders(
  store: FailedOrderStore,
  onWritten: (row: FailedOrder) => void,
): FailedOrderStore {
  return {
    async record(row) {
      const stored = await store.record(row);
      if (stored.failed_at === row.failed_at) onWritten(stored);
      return stored;
    },
  };
}
