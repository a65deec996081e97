export const ORDER_STATUSES = ['PENDING', 'FULFILLED', 'FAILED'] as const;

export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** The statuses each status may change to. Nothing leaves FULFILLED: that is the promise. */
const ALLOWED_CHANGES = {
  PENDING: ['FULFILLED', 'FAILED'],
  FAILED: ['FULFILLED', 'FAILED', 'PENDING'],
  FULFILLED: [],
} satisfies Record<OrderStatus, readonly OrderStatus[]>;

export function mayChange(from: OrderStatus, to: OrderStatus): boolean {
  return (ALLOWED_CHANGES[from] as readonly OrderStatus[]).includes(to);
}
