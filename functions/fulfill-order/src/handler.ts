import { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { createLogger, createMetrics, readEnvironment, readNumber } from 'function-kit';
import { createDocumentClient, DynamoDbOrderStore } from 'order-store';
import { ENVIRONMENT, METRICS } from './env.ts';
import { createOrderQueue } from './order-queue.ts';
import { processOrders } from './process-orders.ts';
import { createSimulatedWarehouse } from './simulated-warehouse.ts';

const environment = readEnvironment(ENVIRONMENT);
const now = () => new Date();
const dependencies = {
  orders: new DynamoDbOrderStore(createDocumentClient(), {
    tableName: environment.ORDERS_TABLE,
    statusShards: readNumber(environment, 'STATUS_SHARDS', { min: 1, max: 1000, integer: true }),
  }),
  queue: createOrderQueue(() => new SQSClient(), environment.ORDER_QUEUE_URL),
  provider: createSimulatedWarehouse(
    readNumber(environment, 'FULFILLMENT_SUCCESS_RATE', { min: 0, max: 1 }),
    Math.random,
  ),
  maxReceiveCount: readNumber(environment, 'MAX_RECEIVE_COUNT', { min: 1, max: 1000, integer: true }),
  logger: createLogger('fulfill-order'),
  metrics: createMetrics(METRICS, {
    namespace: environment.METRICS_NAMESPACE,
    environment: environment.METRICS_ENVIRONMENT,
    now,
  }),
  chance: Math.random,
  now,
};

export const handler = (event: SQSEvent) => processOrders(event.Records, dependencies);
