import type { SQSEvent } from 'aws-lambda';
import { createLogger, createMetrics, readEnvironment, readNumber } from 'function-kit';
import { createDocumentClient, DynamoDbFailedOrderStore, DynamoDbOrderStore } from 'order-store';
import { ENVIRONMENT, METRICS } from './env.ts';
import { processDeadLetters } from './process-dead-letters.ts';

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
  maxReceiveCount: readNumber(environment, 'MAX_RECEIVE_COUNT', { min: 1, max: 1000, integer: true }),
  logger: createLogger('dlq-handler'),
  metrics: createMetrics(METRICS, {
    namespace: environment.METRICS_NAMESPACE,
    environment: environment.METRICS_ENVIRONMENT,
    now,
  }),
  now,
};

export const handler = (event: SQSEvent) => processDeadLetters(event.Records, dependencies);
