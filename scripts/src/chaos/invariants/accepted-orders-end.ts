import { ofEachOrder } from './invariant.ts';

/** Accepted (200) ⇒ stored, and FULFILLED, FAILED or visibly in flight. */
export const acceptedOrdersEnd = ofEachOrder(
  'accepted orders reach an end',
  ({ answers, order, isInFlight }) => {
    if (isInFlight || !answers.some(({ status }) => status === 200)) return [];
    if (!order) return ['accepted, and not in the orders table'];
    if (order.status === 'PENDING') return ['accepted, and PENDING with neither a message nor an execution'];
    return [];
  },
);
