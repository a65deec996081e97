import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it } from '@jest/globals';
import { startDynamoDb } from '../../src/engines/dynamodb-engine.ts';
import type { TableSpec } from '../../src/stack/stack.ts';
import { sendSigned } from '../gateway/send-signed.ts';
import { openGateway } from './open-gateway.ts';

const orders: TableSpec = {
  name: 'orders',
  arn: 'arn:aws:dynamodb:eu-west-1:000000000000:table/orders',
  attributeDefinitions: [
    { AttributeName: 'order_id', AttributeType: 'S' },
    { AttributeName: 'status', AttributeType: 'S' },
  ],
  keySchema: [{ AttributeName: 'order_id', KeyType: 'HASH' }],
  globalSecondaryIndexes: [
    {
      IndexName: 'by-status',
      KeySchema: [
        { AttributeName: 'status', KeyType: 'HASH' },
        { AttributeName: 'order_id', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
};

const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function start(options: { tables?: readonly TableSpec[]; dataDirectory?: string } = {}) {
  const engine = await startDynamoDb({ tables: [orders], region: 'eu-west-1', ...options });
  const { port, client, close } = await openGateway({ dynamodb: engine.service });
  const dynamodb = new DynamoDBClient(client);
  async function stop(): Promise<void> {
    dynamodb.destroy();
    await close();
    await engine.stop();
  }
  stops.push(stop);
  return { dynamodb, port, stop };
}

const temporaryDirectory = () => mkdtempSync(join(tmpdir(), 'tables-'));
const order = (id: string, status = 'PENDING') => ({ order_id: { S: id }, status: { S: status } });

describe('startDynamoDb', () => {
  it('creates the tables and their indexes, active, under their own ARN', async () => {
    const { dynamodb } = await start();
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: 'orders' }));
    expect(Table).toMatchObject({
      TableStatus: 'ACTIVE',
      TableArn: orders.arn,
      GlobalSecondaryIndexes: [{ IndexName: 'by-status', IndexStatus: 'ACTIVE' }],
    });
  });

  it('answers a query on an index', async () => {
    const { dynamodb } = await start();
    for (const id of ['c', 'a', 'b']) {
      await dynamodb.send(
        new PutItemCommand({ TableName: 'orders', Item: order(id, id === 'c' ? 'DONE' : 'PENDING') }),
      );
    }
    const { Items = [] } = await dynamodb.send(
      new QueryCommand({
        TableName: 'orders',
        IndexName: 'by-status',
        KeyConditionExpression: '#status = :status',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':status': { S: 'PENDING' } },
      }),
    );
    expect(Items.map((item) => item.order_id?.S)).toEqual(['a', 'b']);
  });

  it('reports a failed condition as the SDK expects it', async () => {
    const { dynamodb } = await start();
    const put = () =>
      dynamodb.send(
        new PutItemCommand({
          TableName: 'orders',
          Item: order('a'),
          ConditionExpression: 'attribute_not_exists(order_id)',
        }),
      );
    await put();
    await expect(put()).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
  });

  it('applies updates of one item one after the other', async () => {
    const { dynamodb } = await start();
    const add = () =>
      dynamodb.send(
        new UpdateItemCommand({
          TableName: 'orders',
          Key: { order_id: { S: 'a' } },
          UpdateExpression: 'ADD attempts :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        }),
      );
    await Promise.all(Array.from({ length: 20 }, add));
    const { Items } = await dynamodb.send(new ScanCommand({ TableName: 'orders' }));
    expect(Items).toEqual([{ order_id: { S: 'a' }, attempts: { N: '20' } }]);
  });

  it('survives requests that dynalite dies of', async () => {
    const { dynamodb, port } = await start();
    const bodies = ['null', '{"TableName":"orders","Key":{"order_id":null}}'];
    for (const body of bodies) {
      const response = await sendSigned(port, {
        service: 'dynamodb',
        headers: { 'x-amz-target': 'DynamoDB_20120810.GetItem' },
        body,
      });
      expect([response.status, await response.json()]).toMatchObject([
        500,
        { __type: 'InternalServerError' },
      ]);
    }
    await dynamodb.send(new PutItemCommand({ TableName: 'orders', Item: order('a') }));
  });

  it('names an operation it does not have', async () => {
    const { port } = await start();
    const response = await sendSigned(port, {
      service: 'dynamodb',
      headers: { 'x-amz-target': 'DynamoDB_20120810.TransactWriteItems' },
      body: '{}',
    });
    expect(await response.json()).toEqual({
      __type: 'UnknownOperationException',
      message: 'dynamodb:TransactWriteItems is not available locally',
    });
  });

  it('keeps items in a data directory', async () => {
    const dataDirectory = temporaryDirectory();
    const first = await start({ dataDirectory });
    await first.dynamodb.send(new PutItemCommand({ TableName: 'orders', Item: order('a') }));
    await first.stop();
    stops.pop();

    const { dynamodb } = await start({ dataDirectory });
    const { Item } = await dynamodb.send(
      new GetItemCommand({ TableName: 'orders', Key: { order_id: { S: 'a' } } }),
    );
    expect(Item).toEqual(order('a'));
  });

  it('refuses a data directory that another run uses, and one with another schema', async () => {
    const dataDirectory = temporaryDirectory();
    const first = await start({ dataDirectory });
    await expect(startDynamoDb({ tables: [orders], dataDirectory })).rejects.toThrow('end the other run');
    await first.stop();
    stops.pop();

    const [orderId = { AttributeName: '', AttributeType: '' }] = orders.attributeDefinitions;
    const changed = { ...orders, attributeDefinitions: [orderId], globalSecondaryIndexes: [] };
    await expect(startDynamoDb({ tables: [changed], dataDirectory })).rejects.toThrow(
      'table orders has another schema in the data directory',
    );
  });

  it.each([
    ['a name', { ...orders, name: 'x' }, 'cannot create table x: TableName must be at least 3 characters'],
    ['attributes', { ...orders, attributeDefinitions: [] }, 'cannot create table orders: '],
  ])('says which table cannot be created for %s', async (_, table, message) => {
    await expect(startDynamoDb({ tables: [table] })).rejects.toThrow(message);
  });
});
