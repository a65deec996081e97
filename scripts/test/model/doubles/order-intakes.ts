import { ExecutionAlreadyExists } from '@aws-sdk/client-sfn';
import type { Order } from 'order-model';
import { InMemoryOrderStore } from 'order-model/testing';
import { PRODUCT, type Subject } from '../subject.ts';

/** An orders table that answers each replay as it answers a new order: PENDING, whatever the order has become. */
export class AlwaysPendingStore extends InMemoryOrderStore {
  override async create(order: Order): Promise<Order> {
    return { ...(await super.create(order)), status: 'PENDING' };
  }
}

/** order-storage that answers PENDING to each replay, so that the workflow queues what is FULFILLED. */
export const answersPending: Subject['handleRequest'] = async (request, dependencies) => {
  const stored = await PRODUCT.handleRequest(request, dependencies);
  return stored && { ...stored, status: 'PENDING' };
};

/** order-storage that answers with another content than it stored, which is then queued. */
export const answersOtherContent: Subject['handleRequest'] = async (request, dependencies) => {
  const stored = await PRODUCT.handleRequest(request, dependencies);
  return stored && { ...stored, quantity: 99 };
};

/** api-handler that takes an order as accepted when its EXPRESS execution failed. */
export const acceptsWhatFailed: Subject['createExpressWorkflow'] = (client, ...others) => {
  const { start } = PRODUCT.createExpressWorkflow(client, ...others);
  return { start: (order) => start(order).catch(() => ({ status: 'PENDING', replayed: false })) };
};

/** api-handler that takes every order whose STANDARD execution exists as a replay, whatever its content. */
export const comparesNothing: Subject['createStandardWorkflow'] = ({ client, stateMachineArn, now }) => {
  const noOrders = { find: async () => undefined };
  const send: typeof client.send = async (command: never) => {
    try {
      return await client.send(command);
    } catch (error) {
      if (error instanceof ExecutionAlreadyExists) return { startDate: now() };
      throw error;
    }
  };
  const lenient = Object.assign(Object.create(client), { send });
  return PRODUCT.createStandardWorkflow({ client: lenient, stateMachineArn, now, orders: noOrders });
};
