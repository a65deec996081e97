import { changeStatus, type RedriveDependencies } from 'order-model';
import { PRODUCT, type Subject } from '../subject.ts';

/** A redrive that closes its row and then queues the order: a crash in between, and nobody hears of the order again. */
export const closesBeforeSending: Subject['redriveOrder'] = async (failedOrderId, dependencies) => {
  const unsent: Parameters<RedriveDependencies['queue']['send']>[0][] = [];
  const queue = { send: async (order: (typeof unsent)[number]) => void unsent.push(order) };
  const redriven = await PRODUCT.redriveOrder(failedOrderId, { ...dependencies, queue });
  for (const order of unsent) await dependencies.queue.send(order);
  return redriven;
};

/** A redrive that makes the order PENDING and then queues it: a crash in between, and PENDING is not on its way. */
export const pendingBeforeSending: Subject['redriveOrder'] = (failedOrderId, dependencies) => {
  const { orders, now, queue } = dependencies;
  return PRODUCT.redriveOrder(failedOrderId, {
    ...dependencies,
    queue: {
      async send(content) {
        const order = await orders.find(content.order_id);
        if (order?.status === 'FAILED') await orders.replace(order, changeStatus(order, 'PENDING', now()));
        await queue.send(content);
      },
    },
  });
};
