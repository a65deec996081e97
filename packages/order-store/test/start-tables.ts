import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import dynalite from 'dynalite';
import { FAILED_ORDERS_KEY, ORDERS_KEY, STATE_INDEX, STATUS_INDEX } from 'order-model';

/** Both tables on a DynamoDB engine of their own, on a free port. */
export async function startTables(): Promise<{ client: DynamoDBDocumentClient; stop(): Promise<void> }> {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const dynamodb = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  for (const [table, key, index] of [
    ['orders', ORDERS_KEY, STATUS_INDEX],
    ['failed_orders', FAILED_ORDERS_KEY, STATE_INDEX],
  ] as const) {
    await dynamodb.send(
      new CreateTableCommand({
        TableName: table,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [key, index.hashKey, index.rangeKey].map((AttributeName) => ({
          AttributeName,
          AttributeType: 'S',
        })),
        KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
        GlobalSecondaryIndexes: [
          {
            IndexName: index.name,
            KeySchema: [
              { AttributeName: index.hashKey, KeyType: 'HASH' },
              { AttributeName: index.rangeKey, KeyType: 'RANGE' },
            ],
            Projection: { ProjectionType: 'ALL' },
          },
        ],
      }),
    );
  }
  return {
    client: DynamoDBDocumentClient.from(dynamodb),
    async stop() {
      dynamodb.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
