import { changeStatus } from 'order-model';
import { PRODUCT, type Subject } from '../subject.ts';

/** order-storage that marks an order FAILED before it writes the row: a crash in between, and no operator hears of it. */
export const rowAfterStatus: Subject['handleRequest'] = async (request, dependencies) => {
  const { orders, now } = dependencies;
  if (request.operation === 'MarkOrderFailed') {
    const order = await orders.find(request.order.order_id);
    if (order?.status === 'PENDING') await orders.replace(order, changeStatus(order, 'FAILED', now()));
  }
  return PRODUCT.handleRequest(request, dependencies);
};
