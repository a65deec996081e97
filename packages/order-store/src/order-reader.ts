import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { ORDERS_KEY, type Order, type OrderReader } from 'order-model';

/** Reads of the orders table on DynamoDB. */
export function createOrderReader(client: DynamoDBDocumentClient, tableName: string): OrderReader {
  return {
    async find(orderId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: { [ORDERS_KEY]: orderId }, ConsistentRead: true }),
      );
      if (!Item) return undefined;
      const { status_shard: _, ...order } = Item;
      return order as Order;
    },
  };
}
