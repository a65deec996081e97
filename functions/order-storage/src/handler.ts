import { createLogger, readEnvironment, readNumber } from 'function-kit';
import { createDocumentClient, DynamoDbFailedOrderStore, DynamoDbOrderStore } from 'order-store';
import { ENVIRONMENT } from './env.ts';
import { handleRequest } from './handle-request.ts';
import type { StorageRequest } from './request.ts';

const environment = readEnvironment(ENVIRONMENT);
const client = createDocumentClient();
const dependencies = {
  orders: new DynamoDbOrderStore(client, {
    tableName: environment.ORDERS_TABLE,
    statusShards: readNumber(environment, 'STATUS_SHARDS', { min: 1, max: 1000, integer: true }),
  }),
  failedOrders: new DynamoDbFailedOrderStore(client, environment.FAILED_ORDERS_TABLE),
  logger: createLogger('order-storage'),
  now: () => new Date(),
};

export const handler = (request: StorageRequest) => handleRequest(request, dependencies);
