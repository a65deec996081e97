import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { ORDERS_KEY, type Order, OrderNotFoundError, type OrderReader, type OrderStore } from 'order-model';
import { conditionHolds } from './condition-holds.ts';
import { createOrderReader } from './order-reader.ts';
import { shardOf } from './shard.ts';

/** Where orders are stored: the table and the number of shards each status is spread over. */
export interface OrdersTable {
  readonly tableName: string;
  readonly statusShards: number;
}

/** The orders table on DynamoDB; every write is conditional. */
export class DynamoDbOrderStore implements OrderStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: OrdersTable;
  readonly #reader: OrderReader;

  constructor(client: DynamoDBDocumentClient, table: OrdersTable) {
    this.#client = client;
    this.#table = table;
    this.#reader = createOrderReader(client, table.tableName);
  }

  find(orderId: string): Promise<Order | undefined> {
    return this.#reader.find(orderId);
  }

  async create(order: Order): Promise<Order> {
    const created = await conditionHolds(
      this.#client.send(
        new PutCommand({
          TableName: this.#table.tableName,
          Item: { ...order, status_shard: this.#shardOf(order) },
          ConditionExpression: `attribute_not_exists(${ORDERS_KEY})`,
        }),
      ),
    );
    if (created) return order;
    const stored = await this.find(order.order_id);
    if (!stored) throw new OrderNotFoundError(order.order_id);
    return stored;
  }

  async replace(previous: Order, next: Order): Promise<boolean> {
    if (await conditionHolds(this.#client.send(this.#update(previous, next)))) return true;
    // The SDK sends a write again when its answer was lost; the second one then fails on what the first one wrote.
    const stored = await this.find(next.order_id);
    return stored?.updated_at === next.updated_at && stored.status === next.status;
  }

  #shardOf({ status, order_id }: Order): string {
    return shardOf(status, order_id, this.#table.statusShards);
  }

  #update(previous: Order, next: Order): UpdateCommand {
    const { status, attempts, updated_at, history, failure_reason } = next;
    const status_shard = this.#shardOf(next);
    const fields = Object.entries({
      status,
      attempts,
      updated_at,
      history,
      status_shard,
      failure_reason,
    }).filter(([, value]) => value !== undefined);
    const set = `SET ${fields.map(([name]) => `#${name} = :${name}`).join(', ')}`;
    return new UpdateCommand({
      TableName: this.#table.tableName,
      Key: { [ORDERS_KEY]: next.order_id },
      ConditionExpression: '#updated_at = :previous',
      UpdateExpression: failure_reason === undefined ? `${set} REMOVE failure_reason` : set,
      ExpressionAttributeNames: Object.fromEntries(fields.map(([name]) => [`#${name}`, name])),
      ExpressionAttributeValues: {
        ':previous': previous.updated_at,
        ...Object.fromEntries(fields.map(([name, value]) => [`:${name}`, value])),
      },
    });
  }
}
