import { randomUUID } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createLogger, createMetrics, readEnvironment, readNumber } from 'function-kit';
import { createDocumentClient, DynamoDbFailedOrderStore, DynamoDbOrderStore } from 'order-store';
import { ENVIRONMENT, METRICS } from './env.ts';
import { handleRedrive, type RedriveEvent } from './handle-redrive.ts';
import { createOrderSender } from './order-sender.ts';

const environment = readEnvironment(ENVIRONMENT);
const shards = readNumber(environment, 'STATUS_SHARDS', { min: 1, max: 1000, integer: true });
const timeoutSeconds = readNumber(environment, 'REDRIVE_TIMEOUT_SECONDS', {
  min: 1,
  max: 900,
  integer: true,
});
const now = () => new Date();
const client = createDocumentClient();
const dependencies = {
  orders: new DynamoDbOrderStore(client, { tableName: environment.ORDERS_TABLE, statusShards: shards }),
  failedOrders: new DynamoDbFailedOrderStore(client, {
    tableName: environment.FAILED_ORDERS_TABLE,
    stateShards: shards,
  }),
  // No redrive outlives its function: by then it has made its order PENDING, or never will.
  queue: createOrderSender(new SQSClient(), environment.ORDER_QUEUE_URL, timeoutSeconds),
  // Two seconds for clocks that disagree.
  leaseMilliseconds: (timeoutSeconds + 2) * 1000,
  logger: createLogger('redrive-order'),
  metrics: createMetrics(METRICS, {
    namespace: environment.METRICS_NAMESPACE,
    environment: environment.METRICS_ENVIRONMENT,
    now,
  }),
  newId: randomUUID,
  now,
};

export const handler = (event: RedriveEvent) => handleRedrive(event, dependencies);
