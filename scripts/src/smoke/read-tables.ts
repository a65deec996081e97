import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { FailedOrder, Order } from 'order-model';
import type { Target } from './target.ts';

/** A row of the orders table. */
export async function readOrder({ dynamodb, names }: Target, orderId: string): Promise<Order | undefined> {
  const get = new GetCommand({
    TableName: names.ordersTable,
    Key: { order_id: orderId },
    ConsistentRead: true,
  });
  return (await dynamodb.send(get)).Item as Order | undefined;
}

/** A row of the failed_orders table. */
export async function readFailedOrder(
  { dynamodb, names }: Target,
  id: string,
): Promise<FailedOrder | undefined> {
  const get = new GetCommand({
    TableName: names.failedOrdersTable,
    Key: { failed_order_id: id },
    ConsistentRead: true,
  });
  return (await dynamodb.send(get)).Item as FailedOrder | undefined;
}
