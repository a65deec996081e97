import type { FailedOrder } from './failed-order.ts';
import type { Order, OrderContent } from './order.ts';
import { changeStatus, newOrder } from './order-change.ts';
import type { Clock, FailedOrderStore, OrderStore } from './ports.ts';

/** Why an order cannot go on, under the id its failed_orders row gets. */
export interface Failure {
  readonly failed_order_id: string;
  /** Used where the order itself does not know why it failed. */
  readonly reason: string;
}

export interface GiveUpDependencies {
  readonly orders: OrderStore;
  readonly failedOrders: FailedOrderStore;
  readonly now: Clock;
}

/**
 * Ends an order that cannot go on as FAILED with a failed_orders row, and returns the row; undefined when the order is
 * FULFILLED, as then nothing failed. The row comes first: a crash in between leaves a row too many, never a FAILED
 * order without one. Safe to repeat, also after the row was redriven.
 */
export async function giveUpOrder(
  content: OrderContent,
  failure: Failure,
  dependencies: GiveUpDependencies,
): Promise<FailedOrder | undefined> {
  const { orders, failedOrders, now } = dependencies;
  const order = await orders.find(content.order_id);
  if (order?.status === 'FULFILLED') return undefined;
  const row = await failedOrders.record({
    failed_order_id: failure.failed_order_id,
    order_id: content.order_id,
    payload: content,
    reason: order?.failure_reason ?? failure.reason,
    attempts: order?.attempts ?? 0,
    failed_at: now().toISOString(),
    state: 'OPEN',
  });
  if (row.state === 'OPEN') await markFailed(order, content, row.reason, dependencies);
  return row;
}

async function markFailed(
  order: Order | undefined,
  content: OrderContent,
  reason: string,
  { orders, now }: GiveUpDependencies,
): Promise<void> {
  let current: Order | undefined =
    order ?? (await orders.create(changeStatus(newOrder(content, now()), 'FAILED', now(), reason)));
  while (current?.status === 'PENDING') {
    if (await orders.replace(current, changeStatus(current, 'FAILED', now(), reason))) return;
    current = await orders.find(content.order_id);
  }
}
