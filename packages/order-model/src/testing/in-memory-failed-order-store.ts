import type { FailedOrder } from '../failed-order.ts';
import type { FailedOrderStore, RedriveStore } from '../ports.ts';

/** The failed_orders table in memory, with the same conditions on writes. */
export class InMemoryFailedOrderStore implements FailedOrderStore, RedriveStore {
  readonly #rows = new Map<string, FailedOrder>();

  constructor(...rows: readonly FailedOrder[]) {
    for (const row of rows) this.#rows.set(row.failed_order_id, structuredClone(row));
  }

  async record(row: FailedOrder): Promise<FailedOrder> {
    const stored = this.#rows.get(row.failed_order_id) ?? structuredClone(row);
    this.#rows.set(row.failed_order_id, stored);
    return structuredClone(stored);
  }

  async find(failedOrderId: string): Promise<FailedOrder | undefined> {
    return structuredClone(this.#rows.get(failedOrderId));
  }

  async replace(previous: FailedOrder, next: FailedOrder): Promise<boolean> {
    const stored = this.#rows.get(previous.failed_order_id);
    if (!stored || !(isAs(stored, previous) || isAs(stored, next))) return false;
    this.#rows.set(next.failed_order_id, structuredClone(next));
    return true;
  }

  all(): FailedOrder[] {
    return structuredClone([...this.#rows.values()]);
  }
}

function isAs(stored: FailedOrder, row: FailedOrder): boolean {
  return stored.state === row.state && stored.redrive_id === row.redrive_id;
}
