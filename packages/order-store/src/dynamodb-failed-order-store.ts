import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { FAILED_ORDERS_KEY, type FailedOrder, type FailedOrderStore } from 'order-model';
import { conditionHolds } from './condition-holds.ts';

/** The failed_orders table on DynamoDB. */
export class DynamoDbFailedOrderStore implements FailedOrderStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #tableName: string;

  constructor(client: DynamoDBDocumentClient, tableName: string) {
    this.#client = client;
    this.#tableName = tableName;
  }

  async record(row: FailedOrder): Promise<FailedOrder> {
    const recorded = await conditionHolds(
      this.#client.send(
        new PutCommand({
          TableName: this.#tableName,
          Item: row,
          ConditionExpression: `attribute_not_exists(${FAILED_ORDERS_KEY})`,
        }),
      ),
    );
    if (recorded) return row;
    const { Item } = await this.#client.send(
      new GetCommand({
        TableName: this.#tableName,
        Key: { [FAILED_ORDERS_KEY]: row.failed_order_id },
        ConsistentRead: true,
      }),
    );
    return (Item ?? row) as FailedOrder;
  }
}
