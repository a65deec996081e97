import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Order, OrderStore } from 'order-model';
import { createOrderReader } from 'order-store';

/** The bug: orders are put, whatever is there. */
export class DynamoDbOrderStore implements OrderStore {
  readonly find: OrderStore['find'];
  readonly #client: DynamoDBDocumentClient;
  readonly #tableName: string;

  constructor(client: DynamoDBDocumentClient, { tableName }: { tableName: string }) {
    this.find = (orderId) => createOrderReader(client, tableName).find(orderId);
    this.#client = client;
    this.#tableName = tableName;
  }

  async create(order: Order): Promise<Order> {
    const Item = { ...order, status_shard: `${order.status}#0` };
    await this.#client.send(new PutCommand({ TableName: this.#tableName, Item }));
    return order;
  }

  async replace(_previous: Order, next: Order): Promise<boolean> {
    await this.create(next);
    return true;
  }
}
