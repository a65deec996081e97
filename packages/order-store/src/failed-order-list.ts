import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { FAILED_ORDER_STATES, FAILED_ORDERS_KEY, type FailedOrderList, STATE_INDEX } from 'order-model';
import type { FailedOrdersTable } from './dynamodb-failed-order-store.ts';
import { listPage } from './list-page.ts';
import { shardsOf } from './shard.ts';

/** The list of failed orders on the state index of the failed_orders table. */
export function createFailedOrderList(
  client: DynamoDBDocumentClient,
  { tableName, stateShards }: FailedOrdersTable,
): FailedOrderList {
  const index = { client, tableName, index: STATE_INDEX, idKey: FAILED_ORDERS_KEY };
  return {
    list: ({ filter, limit, cursor }) =>
      listPage(index, {
        list: `failed-orders ${filter ?? ''}`,
        shards: shardsOf(filter ? [filter] : FAILED_ORDER_STATES, stateShards),
        spread: stateShards,
        limit,
        cursor,
      }),
  };
}
