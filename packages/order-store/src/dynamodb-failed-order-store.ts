import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { FAILED_ORDERS_KEY, type FailedOrder, type FailedOrderStore, type RedriveStore } from 'order-model';
import { conditionHolds } from './condition-holds.ts';
import { shardOf } from './shard.ts';

/** Where failed orders are stored: the table and the number of shards each state is spread over. */
export interface FailedOrdersTable {
  readonly tableName: string;
  readonly stateShards: number;
}

/** The failed_orders table on DynamoDB; every write is conditional. */
export class DynamoDbFailedOrderStore implements FailedOrderStore, RedriveStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: FailedOrdersTable;

  constructor(client: DynamoDBDocumentClient, table: FailedOrdersTable) {
    this.#client = client;
    this.#table = table;
  }

  async record(row: FailedOrder): Promise<FailedOrder> {
    const recorded = await conditionHolds(
      this.#client.send(
        new PutCommand({
          TableName: this.#table.tableName,
          Item: { ...row, state_shard: this.#shardOf(row) },
          ConditionExpression: `attribute_not_exists(${FAILED_ORDERS_KEY})`,
        }),
      ),
    );
    if (recorded) return row;
    return (await this.find(row.failed_order_id)) ?? row;
  }

  async find(failedOrderId: string): Promise<FailedOrder | undefined> {
    const { Item } = await this.#client.send(
      new GetCommand({
        TableName: this.#table.tableName,
        Key: { [FAILED_ORDERS_KEY]: failedOrderId },
        ConsistentRead: true,
      }),
    );
    if (!Item) return undefined;
    const { state_shard: _, ...row } = Item;
    return row as FailedOrder;
  }

  replace(previous: FailedOrder, next: FailedOrder): Promise<boolean> {
    const { state, redriven_at, redrive_id, redrive_started_at } = next;
    const fields = { state, redriven_at, redrive_id, redrive_started_at, state_shard: this.#shardOf(next) };
    const isGiven = ([, value]: [string, unknown]) => value !== undefined;
    const set = Object.entries(fields).filter(isGiven);
    const remove = Object.entries(fields).filter((field) => !isGiven(field));
    const values = {
      ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
      ':previous_state': previous.state,
      ...(previous.redrive_id !== undefined && { ':previous_redrive_id': previous.redrive_id }),
    };
    const update = `SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}`;
    return conditionHolds(
      this.#client.send(
        new UpdateCommand({
          TableName: this.#table.tableName,
          Key: { [FAILED_ORDERS_KEY]: next.failed_order_id },
          // The SDK sends a write again when its answer was lost: what it wrote already is as good.
          ConditionExpression: `${isAs(previous, 'previous_')} OR ${isAs(next, '')}`,
          UpdateExpression:
            remove.length > 0 ? `${update} REMOVE ${remove.map(([name]) => `#${name}`).join(', ')}` : update,
          ExpressionAttributeNames: Object.fromEntries(Object.keys(fields).map((name) => [`#${name}`, name])),
          ExpressionAttributeValues: values,
        }),
      ),
    );
  }

  #shardOf({ state, failed_order_id }: FailedOrder): string {
    return shardOf(state, failed_order_id, this.#table.stateShards);
  }
}

/** That the stored row has the state of this one and is redriven by the same. */
function isAs({ redrive_id }: FailedOrder, prefix: string): string {
  const isSame =
    redrive_id === undefined ? 'attribute_not_exists(#redrive_id)' : `#redrive_id = :${prefix}redrive_id`;
  return `(#state = :${prefix}state AND ${isSame})`;
}
