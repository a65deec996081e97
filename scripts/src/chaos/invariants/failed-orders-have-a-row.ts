import { ofEachOrder } from './invariant.ts';

/** A FAILED end has its failed_orders row. A FULFILLED order may have one too: a message of it died before another. */
export const failedOrdersHaveARow = ofEachOrder('FAILED orders have a row', ({ order, rows, isInFlight }) =>
  order?.status === 'FAILED' && rows.length === 0 && !isInFlight
    ? ['FAILED without a failed_orders row']
    : [],
);
