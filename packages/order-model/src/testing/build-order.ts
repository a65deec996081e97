import type { FailedOrder } from '../failed-order.ts';
import type { Order, OrderContent } from '../order.ts';
import { afterAttempt, newOrder } from '../order-change.ts';
import type { OrderStatus } from '../order-status.ts';

export const TEST_TIME = new Date('2026-01-02T03:04:05.678Z');

/** A valid order content; override what the test is about. */
export function buildContent(overrides: Partial<OrderContent> = {}): OrderContent {
  return { order_id: 'test001', product: 'Pen', quantity: 2, ...overrides };
}

/** A stored order in the given status, reached the way an order reaches it. */
export function buildOrder(status: OrderStatus = 'PENDING', overrides: Partial<OrderContent> = {}): Order {
  const order = newOrder(buildContent(overrides), TEST_TIME);
  if (status === 'PENDING') return order;
  return afterAttempt(order, status, TEST_TIME, status === 'FAILED' ? 'out of stock' : undefined);
}

/** The failed_orders row of that order. */
export function buildFailedOrder(overrides: Partial<FailedOrder> = {}): FailedOrder {
  return {
    failed_order_id: 'message-1',
    order_id: 'test001',
    payload: buildContent(),
    reason: 'out of stock',
    attempts: 3,
    failed_at: TEST_TIME.toISOString(),
    state: 'OPEN',
    ...overrides,
  };
}
