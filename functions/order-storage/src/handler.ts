import { createLogger, createMetrics, readEnvironment, readNumber } from 'function-kit';
import { createDocumentClient, DynamoDbFailedOrderStore, DynamoDbOrderStore } from 'order-store';
import { ENVIRONMENT, METRICS } from './env.ts';
import { handleRequest } from './handle-request.ts';
import type { StorageRequest } from './request.ts';

const environment = readEnvironment(ENVIRONMENT);
const now = () => new Date();
const client = createDocumentClient();
const shards = readNumber(environment, 'STATUS_SHARDS', { min: 1, max: 1000, integer: true });
const dependencies = {
  orders: new DynamoDbOrderStore(client, {
    tableName: environment.ORDERS_TABLE,
    statusShards: shards,
  }),
  failedOrders: new DynamoDbFailedOrderStore(client, {
    tableName: environment.FAILED_ORDERS_TABLE,
    stateShards: shards,
  }),
  logger: createLogger('order-storage'),
  metrics: createMetrics(METRICS, {
    namespace: environment.METRICS_NAMESPACE,
    environment: environment.METRICS_ENVIRONMENT,
    now,
  }),
  now,
};

export const handler = (request: StorageRequest) => handleRequest(request, dependencies);
