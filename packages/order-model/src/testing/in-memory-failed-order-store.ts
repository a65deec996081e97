import type { FailedOrder } from '../failed-order.ts';
import type { FailedOrderStore } from '../ports.ts';

/** The failed_orders table in memory. */
export class InMemoryFailedOrderStore implements FailedOrderStore {
  readonly #rows = new Map<string, FailedOrder>();

  constructor(...rows: readonly FailedOrder[]) {
    for (const row of rows) this.#rows.set(row.failed_order_id, structuredClone(row));
  }

  async record(row: FailedOrder): Promise<FailedOrder> {
    const stored = this.#rows.get(row.failed_order_id) ?? structuredClone(row);
    this.#rows.set(row.failed_order_id, stored);
    return structuredClone(stored);
  }

  all(): FailedOrder[] {
    return structuredClone([...this.#rows.values()]);
  }
}
