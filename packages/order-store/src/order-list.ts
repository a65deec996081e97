import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ORDER_STATUSES, ORDERS_KEY, type OrderList, STATUS_INDEX } from 'order-model';
import { countShards } from './count-shards.ts';
import type { OrdersTable } from './dynamodb-order-store.ts';
import { listPage } from './list-page.ts';
import { shardsOf } from './shard.ts';

/** Orders of a status that are counted before it says that there are more. */
export const COUNT_MAX = 10_000;

/** The list of orders on the status index of the orders table. */
export function createOrderList(
  client: DynamoDBDocumentClient,
  { tableName, statusShards }: OrdersTable,
): OrderList {
  const index = { client, tableName, index: STATUS_INDEX, idKey: ORDERS_KEY };
  return {
    list: ({ filter, limit, cursor }) =>
      listPage(index, {
        list: `orders ${filter ?? ''}`,
        shards: shardsOf(filter ? [filter] : ORDER_STATUSES, statusShards),
        spread: statusShards,
        limit,
        cursor,
      }),
    count: (status, since) => countShards(index, shardsOf([status], statusShards), COUNT_MAX, since),
  };
}
