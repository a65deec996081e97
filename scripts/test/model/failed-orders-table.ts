import type { FailedOrder, FailedOrderStore } from 'order-model';
import { InMemoryFailedOrderStore } from 'order-model/testing';

/** The failed_orders table in memory, with what an operator does to it by hand. */
export class FailedOrdersTable implements FailedOrderStore {
  readonly #store = new InMemoryFailedOrderStore();
  readonly #redriven = new Set<string>();
  readonly #rows = new Map<string, FailedOrder>();

  async record(row: FailedOrder): Promise<FailedOrder> {
    const stored = this.#withState(await this.#store.record(row));
    this.#rows.set(stored.failed_order_id, stored);
    return stored;
  }

  open(): FailedOrder[] {
    return [...this.#rows.values()].filter(({ state }) => state === 'OPEN');
  }

  get(failedOrderId: string): FailedOrder | undefined {
    return this.#rows.get(failedOrderId);
  }

  /** On condition that the row is OPEN, as docs/operations.md has it. */
  markRedriven(failedOrderId: string): boolean {
    const row = this.#rows.get(failedOrderId);
    if (row?.state !== 'OPEN') return false;
    this.#redriven.add(failedOrderId);
    this.#rows.set(failedOrderId, this.#withState(row));
    return true;
  }

  #withState(row: FailedOrder): FailedOrder {
    return this.#redriven.has(row.failed_order_id) ? { ...row, state: 'REDRIVEN' } : row;
  }
}
