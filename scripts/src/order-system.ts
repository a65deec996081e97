import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { GetQueueUrlCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from 'local-cloud';
import type { FailedOrder, Order, OrderContent } from 'order-model';
import { readStackNames, type StackNames } from './stack-names.ts';
import { type Context, synthesize } from './synthesize.ts';

export interface OrderSystemOptions
  extends Omit<LocalCloudOptions, 'stackDirectory' | 'apiPort' | 'gatewayPort'> {
  /** Keys of the environment file to override. */
  readonly context?: Context;
  /** Where the deployment packages are; absent: where `build` writes them. */
  readonly artifactsDirectory?: string;
  /** Called with the folder of the synthesized stack, to change it before it runs. */
  readonly prepareStack?: (stackDirectory: string) => void;
}

/** What the API answered. */
interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: whoever asked knows what it is
  readonly body: any;
}

/** The whole system running in this process, with a look into its tables and queues. */
export interface OrderSystem {
  readonly cloud: LocalCloud;
  readonly names: StackNames;
  readonly apiUrl: string;
  readonly gatewayUrl: string;
  readonly stepFunctions: SFNClient;
  readonly sqs: SQSClient;
  /** Sends a body to `POST /order`, as it is. */
  post(body: string | Uint8Array<ArrayBuffer>, headers?: Record<string, string>): Promise<Answer>;
  place(order: OrderContent): Promise<Answer>;
  /** Sends a request without a body, or one of JSON, to another route. */
  request(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer>;
  order(orderId: string): Promise<Order | undefined>;
  orders(): Promise<Order[]>;
  /** As no part of the system ever does. */
  deleteOrder(orderId: string): Promise<void>;
  failedOrders(): Promise<FailedOrder[]>;
  /** Puts raw bodies on a queue, in one batch; returns their message ids. */
  send(bodies: readonly string[], queueName?: string): Promise<string[]>;
  stop(): Promise<void>;
}

/** Synthesizes the environment `local` into a folder of its own and runs it on free ports. */
export async function startOrderSystem(options: OrderSystemOptions): Promise<OrderSystem> {
  const { context, artifactsDirectory, prepareStack, ...cloudOptions } = options;
  const directory = mkdtempSync(join(tmpdir(), 'order-system-'));
  const removeDirectory = () => rmSync(directory, { recursive: true, force: true });
  try {
    const artifacts = artifactsDirectory === undefined ? {} : { artifactsDirectory };
    await synthesize({ ...context, environment: 'local', ...artifacts }, directory);
    const stackDirectory = join(directory, 'stacks/app-local');
    prepareStack?.(stackDirectory);
    const cloud = await startLocalCloud({ ...cloudOptions, stackDirectory, apiPort: 0, gatewayPort: 0 });
    return lookInto(cloud, readStackNames('local', directory), removeDirectory);
  } catch (error) {
    removeDirectory();
    throw error;
  }
}

function lookInto(cloud: LocalCloud, names: StackNames, afterStop: () => void): OrderSystem {
  const client = {
    endpoint: cloud.gatewayUrl,
    region: names.region,
    credentials: { accessKeyId: 'developer', secretAccessKey: 'local' },
  };
  const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient(client));
  const sqs = new SQSClient(client);
  const stepFunctions = new SFNClient(client);
  const [apiUrl = ''] = cloud.apiUrls;
  return {
    cloud,
    names,
    apiUrl,
    gatewayUrl: cloud.gatewayUrl,
    stepFunctions,
    sqs,
    post: (body, headers) => post(apiUrl, body, headers),
    place: (order) => post(apiUrl, JSON.stringify(order)),
    request: (method, path, body) => request(apiUrl, method, path, body),
    order: (orderId) => readOrder(dynamodb, names.ordersTable, orderId),
    orders: () => scan<Order>(dynamodb, names.ordersTable),
    async deleteOrder(order_id) {
      await dynamodb.send(new DeleteCommand({ TableName: names.ordersTable, Key: { order_id } }));
    },
    failedOrders: () => scan<FailedOrder>(dynamodb, names.failedOrdersTable),
    async send(bodies, QueueName = names.orderQueue) {
      const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
      const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
      const { Successful = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
      return Successful.map(({ MessageId = '' }) => MessageId);
    },
    async stop() {
      for (const each of [dynamodb, sqs, stepFunctions]) each.destroy();
      await cloud.stop();
      afterStop();
    },
  };
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

async function request(apiUrl: string, method: string, path: string, body?: unknown): Promise<Answer> {
  const content = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`${apiUrl}${path}`, { method, ...(body !== undefined && content) });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

async function readOrder(dynamodb: DynamoDBDocumentClient, TableName: string, order_id: string) {
  const get = new GetCommand({ TableName, Key: { order_id }, ConsistentRead: true });
  return (await dynamodb.send(get)).Item as Order | undefined;
}

async function scan<Row>(dynamodb: DynamoDBDocumentClient, TableName: string): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of paginateScan({ client: dynamodb }, { TableName, ConsistentRead: true })) {
    rows.push(...((page.Items ?? []) as Row[]));
  }
  return rows;
}
