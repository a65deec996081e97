import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { FailedOrder, Order } from 'order-model';
import type { Evidence } from './evidence.ts';
import type { SystemNames } from './system-names.ts';

/** Reads tables and queues of the system under test, from outside. */
export interface SystemState {
  tables(): Promise<Pick<Evidence, 'orders' | 'failedOrders'>>;
  messagesLeft(): Promise<Evidence['messagesLeft']>;
  close(): void;
}

export function readSystemState(gatewayUrl: string, region: string, names: SystemNames): SystemState {
  const credentials = { accessKeyId: 'developer', secretAccessKey: 'local' };
  const client = { endpoint: gatewayUrl, region, credentials };
  const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient(client));
  // The host in the queues' URLs is one that only functions resolve.
  const sqs = new SQSClient({ ...client, useQueueUrlAsEndpoint: false });

  async function scan<Row>(TableName: string): Promise<Row[]> {
    const rows: Row[] = [];
    for await (const page of paginateScan({ client: dynamodb }, { TableName, ConsistentRead: true })) {
      rows.push(...((page.Items ?? []) as Row[]));
    }
    return rows;
  }

  async function depth(QueueUrl: string): Promise<number> {
    const AttributeNames = [
      'ApproximateNumberOfMessages',
      'ApproximateNumberOfMessagesNotVisible',
      'ApproximateNumberOfMessagesDelayed',
    ] as const;
    const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] });
    const { Attributes = {} } = await sqs.send(command);
    return AttributeNames.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
  }

  return {
    async tables() {
      const [orders, failedOrders] = await Promise.all([
        scan<Order>(names.ordersTable),
        scan<FailedOrder>(names.failedOrdersTable),
      ]);
      return { orders, failedOrders };
    },
    async messagesLeft() {
      const left = { 'order queue': 0, 'dead-letter queue': 0 };
      for (const { name, url } of names.queues.values()) left[name] = await depth(url);
      return left;
    },
    close() {
      dynamodb.destroy();
      sqs.destroy();
    },
  };
}
