import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { GetQueueUrlCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, GetCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { startLocalCloud } from 'local-cloud';
import type { FailedOrder, Order, OrderContent } from 'order-model';
import { pollUntil } from '../../src/smoke/poll-until.ts';
import { readStackNames, type StackNames } from '../../src/stack-names.ts';
import { type Context, synthesize } from '../../src/synthesize.ts';

/** What the API answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test asserts what it is
  readonly body: any;
}

/** How long a test may wait for an order to end: far longer than any machine takes. */
const PATIENCE_SECONDS = 280;

/** The bundles that jest's global setup has built for all tests. */
function builtArtifacts(): string {
  const directory = process.env.TEST_ARTIFACTS;
  if (!directory)
    throw new Error('TEST_ARTIFACTS is not set; run the tests with the jest.config.js of the repository');
  return directory;
}

/** The whole system on free ports, as `start` runs it, with its delays a hundredfold faster. */
export async function startTestSystem(
  context: Context,
  options: { dataDirectory?: string; timeScale?: number } = {},
) {
  const directory = mkdtempSync(join(tmpdir(), 'order-flow-'));
  const logged: string[] = [];
  const cdktfOut = join(directory, 'cdktf.out');
  await synthesize({ ...context, environment: 'local', artifactsDirectory: builtArtifacts() }, cdktfOut);
  const system = await startLocalCloud({
    timeScale: 100,
    ...options,
    stackDirectory: join(cdktfOut, 'stacks/app-local'),
    apiPort: 0,
    gatewayPort: 0,
    // More processes than cores would only start slowly.
    maxEnvironmentsPerFunction: 2,
    onLog: (_, { message }) => logged.push(message),
    onProblem: (message) => logged.push(message),
  });
  const names = readStackNames('local', cdktfOut);
  const client = {
    endpoint: system.gatewayUrl,
    region: names.region,
    credentials: { accessKeyId: 'developer', secretAccessKey: 'local' },
  };
  const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient(client));
  const sqs = new SQSClient(client);
  const stepFunctions = new SFNClient(client);
  const [apiUrl = ''] = system.apiUrls;

  return {
    names,
    apiUrl,
    gatewayUrl: system.gatewayUrl,
    stepFunctions,
    /** Everything that functions, workflows and the local cloud said. */
    logged,
    /** Waits for a line of a function: it is printed after the write it is about, and read from a pipe. */
    waitForLine: (text: string) =>
      pollUntil(`the line "${text}"`, PATIENCE_SECONDS, async () =>
        logged.find((line) => line.includes(text)),
      ),
    /** The metrics that functions emitted about an order: each line's values. */
    metricsOf: (orderId: string) => metricsIn(logged).filter(({ order_id }) => order_id === orderId),
    post: (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
      post(apiUrl, body, headers),
    place: (order: OrderContent) => post(apiUrl, JSON.stringify(order)),
    order: (orderId: string) => readOrder(dynamodb, names, orderId),
    orders: () => scan<Order>(dynamodb, names.ordersTable),
    failedOrders: () => scan<FailedOrder>(dynamodb, names.failedOrdersTable),
    /** Puts raw bodies on the order queue, in one batch; returns their message ids. */
    async send(bodies: readonly string[]): Promise<string[]> {
      const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: names.orderQueue }));
      const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
      const { Successful = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
      return Successful.map(({ MessageId = '' }) => MessageId);
    },
    /** The order once its status is the one waited for. */
    waitFor: (orderId: string, status: Order['status']) =>
      pollUntil(`order ${orderId} ${status}`, PATIENCE_SECONDS, async () => {
        const order = await readOrder(dynamodb, names, orderId);
        return order?.status === status ? order : undefined;
      }),
    waitUntil: <Value>(what: string, read: () => Promise<Value | undefined>) =>
      pollUntil(what, PATIENCE_SECONDS, read),
    async stop() {
      for (const each of [dynamodb, sqs, stepFunctions]) each.destroy();
      await system.stop();
      rmSync(directory, { recursive: true, force: true });
      // The grants of the stack are exact: whatever a test does, nobody is denied anything.
      const [denial] = system.iam.denials();
      if (denial) throw new Error(`a call was denied: ${JSON.stringify(denial)}`);
    },
  };
}

export type TestSystem = Awaited<ReturnType<typeof startTestSystem>>;

/** The lines of the embedded metric format among those a function printed. */
function metricsIn(lines: readonly string[]): Record<string, unknown>[] {
  return lines
    .filter((line) => line.startsWith('{') && line.includes('"_aws":'))
    .map((line) => JSON.parse(line));
}

async function post(
  apiUrl: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${apiUrl}/order`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

async function readOrder(dynamodb: DynamoDBDocumentClient, names: StackNames, orderId: string) {
  const get = new GetCommand({
    TableName: names.ordersTable,
    Key: { order_id: orderId },
    ConsistentRead: true,
  });
  return (await dynamodb.send(get)).Item as Order | undefined;
}

async function scan<Row>(dynamodb: DynamoDBDocumentClient, TableName: string): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of paginateScan({ client: dynamodb }, { TableName, ConsistentRead: true })) {
    rows.push(...((page.Items ?? []) as Row[]));
  }
  return rows;
}
