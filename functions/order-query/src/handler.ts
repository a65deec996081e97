import { createLogger, readEnvironment, readNumber } from 'function-kit';
import { createDocumentClient, createFailedOrderList, createOrderList, createOrderReader } from 'order-store';
import { ENVIRONMENT } from './env.ts';
import { handleQuery, type QueryEvent } from './handle-query.ts';

const environment = readEnvironment(ENVIRONMENT);
const shards = readNumber(environment, 'STATUS_SHARDS', { min: 1, max: 1000, integer: true });
const client = createDocumentClient();
const dependencies = {
  orders: createOrderReader(client, environment.ORDERS_TABLE),
  orderList: createOrderList(client, { tableName: environment.ORDERS_TABLE, statusShards: shards }),
  failedOrderList: createFailedOrderList(client, {
    tableName: environment.FAILED_ORDERS_TABLE,
    stateShards: shards,
  }),
  logger: createLogger('order-query'),
};

export const handler = (event: QueryEvent) => handleQuery(event, dependencies);
