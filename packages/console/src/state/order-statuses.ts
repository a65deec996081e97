import type { OrderStatus } from 'order-model';

/** In the order they are shown. */
export const STATUSES = ['PENDING', 'FULFILLED', 'FAILED'] as const satisfies readonly OrderStatus[];

export function isOrderStatus(value: unknown): value is OrderStatus {
  return (STATUSES as readonly unknown[]).includes(value);
}
