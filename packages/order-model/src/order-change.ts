import { ForbiddenStatusChangeError } from './errors.ts';
import { contentOf, type Order, type OrderContent, type StatusChange } from './order.ts';
import { mayChange, type OrderStatus } from './order-status.ts';

/** Status changes an order remembers; keeps a stored order in normal life under 1 KB. */
export const HISTORY_LIMIT = 20;

/** A new order as accepted at `now`: PENDING, never attempted. */
export function newOrder(content: OrderContent, now: Date): Order {
  const at = now.toISOString();
  return {
    ...contentOf(content),
    status: 'PENDING',
    attempts: 0,
    created_at: at,
    updated_at: at,
    history: [{ status: 'PENDING', at }],
  };
}

/** The order after an attempt to fulfill it; counts the attempt. */
export function afterAttempt(
  order: Order,
  outcome: 'FULFILLED' | 'FAILED',
  now: Date,
  reason?: string,
): Order {
  return { ...changeStatus(order, outcome, now, reason), attempts: order.attempts + 1 };
}

/** The order in another status; only that of a failure is its `failure_reason`. Throws ForbiddenStatusChangeError for a change that is not allowed. */
export function changeStatus(order: Order, status: OrderStatus, now: Date, reason?: string): Order {
  if (!mayChange(order.status, status)) throw new ForbiddenStatusChangeError(order, status);
  const at = timeAfter(order.updated_at, now);
  const change: StatusChange = reason === undefined ? { status, at } : { status, at, reason };
  const { failure_reason: _, ...rest } = order;
  return {
    ...rest,
    status,
    updated_at: at,
    history: [...order.history, change].slice(-HISTORY_LIMIT),
    ...(reason !== undefined && status === 'FAILED' ? { failure_reason: reason } : {}),
  };
}

/** `now`, or a millisecond after `previous` where clocks of two machines disagree or tick too slowly. */
function timeAfter(previous: string, now: Date): string {
  return new Date(Math.max(now.getTime(), Date.parse(previous) + 1)).toISOString();
}
