import { processDeadLetters } from 'dlq-handler/process-dead-letters';
import { processOrders } from 'fulfill-order/process-orders';
import { type OrderStore, redriveOrder } from 'order-model';
import { InMemoryOrderStore } from 'order-model/testing';
import { handleRequest } from 'order-storage/handle-request';

/** What the model is checked against: the product, or a double of it with one bug. */
export interface Subject {
  readonly processOrders: typeof processOrders;
  readonly processDeadLetters: typeof processDeadLetters;
  readonly handleRequest: typeof handleRequest;
  readonly redriveOrder: typeof redriveOrder;
  readonly createOrderStore: () => OrderStore;
}

/** The use cases as they ship. */
export const PRODUCT: Subject = {
  processOrders,
  processDeadLetters,
  handleRequest,
  redriveOrder,
  createOrderStore: () => new InMemoryOrderStore(),
};
