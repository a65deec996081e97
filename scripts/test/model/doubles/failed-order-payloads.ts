import { type FailedOrder, type FailedOrderStore, parseOrder } from 'order-model';
import { PRODUCT, type Subject } from '../subject.ts';

type Change = (row: FailedOrder) => FailedOrder;

const changing = (failedOrders: FailedOrderStore, change: Change): FailedOrderStore => ({
  record: (row) => failedOrders.record(change(row)),
});

const withOtherQuantity: Change = (row) =>
  row.order_id === undefined ? row : { ...row, payload: { ...parseOrder(row.payload), quantity: 99 } };

/** dlq-handler whose rows hold another quantity than was accepted. */
export const recordsOtherQuantity: Subject['processDeadLetters'] = (records, dependencies) =>
  PRODUCT.processDeadLetters(records, {
    ...dependencies,
    failedOrders: changing(dependencies.failedOrders, withOtherQuantity),
  });

/** order-storage whose rows do. */
export const storesOtherQuantity: Subject['handleRequest'] = (request, dependencies) =>
  PRODUCT.handleRequest(request, {
    ...dependencies,
    failedOrders: changing(dependencies.failedOrders, withOtherQuantity),
  });

/** dlq-handler that keeps nothing of a message that is no order. */
export const recordsNoPoison: Subject['processDeadLetters'] = (records, dependencies) =>
  PRODUCT.processDeadLetters(records, {
    ...dependencies,
    failedOrders: changing(dependencies.failedOrders, (row) =>
      row.order_id === undefined ? { ...row, payload: {} } : row,
    ),
  });
