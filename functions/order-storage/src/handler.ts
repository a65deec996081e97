import { createLogger, createMetrics, readEnvironment, readNumber } from 'function-kit';
import { createDocumentClient, DynamoDbFailedOrderStore, DynamoDbOrderStore } from 'order-store';
import { ENVIRONMENT, METRICS } from './env.ts';
import { handleRequest } from './handle-request.ts';
import type { StorageRequest } from './request.ts';

const environment = readEnvironment(ENVIRONMENT);
const now = () => new Date();
const client = createDocumentClient();
const dependencies = {
  orders: new DynamoDbOrderStore(client, {
    tableName: environment.ORDERS_TABLE,
    statusShards: readNumber(environment, 'STATUS_SHARDS', { min: 1, max: 1000, integer: true }),
  }),
  failedOrders: new DynamoDbFailedOrderStore(client, environment.FAILED_ORDERS_TABLE),
  logger: createLogger('order-storage'),
  metrics: createMetrics(METRICS, {
    namespace: environment.METRICS_NAMESPACE,
    environment: environment.METRICS_ENVIRONMENT,
    now,
  }),
  now,
};

export const handler = (request: StorageRequest) => handleRequest(request, dependencies);
