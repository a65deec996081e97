import type { FailedOrder, FailedOrderStore, RedriveStore } from 'order-model';
import { InMemoryFailedOrderStore } from 'order-model/testing';

/** The failed_orders table in memory, with a look at its rows that is no call. */
export class FailedOrdersTable implements FailedOrderStore, RedriveStore {
  readonly #store = new InMemoryFailedOrderStore();
  readonly #rows = new Map<string, FailedOrder>();

  async record(row: FailedOrder): Promise<FailedOrder> {
    const stored = await this.#store.record(row);
    this.#rows.set(stored.failed_order_id, stored);
    return stored;
  }

  find(failedOrderId: string): Promise<FailedOrder | undefined> {
    return this.#store.find(failedOrderId);
  }

  async replace(previous: FailedOrder, next: FailedOrder): Promise<boolean> {
    const isReplaced = await this.#store.replace(previous, next);
    if (isReplaced) this.#rows.set(next.failed_order_id, next);
    return isReplaced;
  }

  open(): FailedOrder[] {
    return [...this.#rows.values()].filter(({ state }) => state === 'OPEN');
  }

  get(failedOrderId: string): FailedOrder | undefined {
    return this.#rows.get(failedOrderId);
  }
}
