import { createExpressWorkflow } from 'api-handler/express-workflow';
import { handlePlaceOrder } from 'api-handler/handle-place-order';
import { createStandardWorkflow } from 'api-handler/standard-workflow';
import { processDeadLetters } from 'dlq-handler/process-dead-letters';
import { processOrders } from 'fulfill-order/process-orders';
import { type OrderStore, redriveOrder } from 'order-model';
import { InMemoryOrderStore } from 'order-model/testing';
import { handleRequest } from 'order-storage/handle-request';

/** What the model is checked against: the product, or a double of it with one bug. */
export interface Subject {
  readonly handlePlaceOrder: typeof handlePlaceOrder;
  readonly createExpressWorkflow: typeof createExpressWorkflow;
  readonly createStandardWorkflow: typeof createStandardWorkflow;
  readonly processOrders: typeof processOrders;
  readonly processDeadLetters: typeof processDeadLetters;
  readonly handleRequest: typeof handleRequest;
  readonly redriveOrder: typeof redriveOrder;
  readonly createOrderStore: () => OrderStore;
}

/** The use cases as they ship. */
export const PRODUCT: Subject = {
  handlePlaceOrder,
  createExpressWorkflow,
  createStandardWorkflow,
  processOrders,
  processDeadLetters,
  handleRequest,
  redriveOrder,
  createOrderStore: () => new InMemoryOrderStore(),
};
