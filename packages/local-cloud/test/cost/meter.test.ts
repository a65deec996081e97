import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeExecutionCommand,
  StartExecutionCommand,
  StartSyncExecutionCommand,
} from '@aws-sdk/client-sfn';
import { ReceiveMessageCommand, SendMessageBatchCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startMeteredCloud } from './metered-cloud.ts';

type MeteredCloud = Awaited<ReturnType<typeof startMeteredCloud>>;

const TableName = 'things';
const text = (kilobytes: number) => 'x'.repeat(kilobytes * 1024);

describe('the meter', () => {
  let test: MeteredCloud;
  beforeAll(async () => {
    test = await startMeteredCloud();
  });
  afterAll(() => test.stop());

  const put = (id: string, more: Record<string, { S: string }> = {}) =>
    test.dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: id }, ...more } }));
  const setStatus = (id: string, status: string, ConditionExpression?: string) =>
    test.dynamodb.send(
      new UpdateItemCommand({
        TableName,
        Key: { id: { S: id } },
        UpdateExpression: 'SET #s = :s',
        ExpressionAttributeNames: { '#s': 'status' },
        ExpressionAttributeValues: { ':s': { S: status } },
        ...(ConditionExpression && { ConditionExpression }),
      }),
    );

  it('counts a put of 1.5 KB in the table and in the index, each by what it holds', async () => {
    expect(await test.used(() => put('a', { status: { S: 'OPEN' }, note: { S: text(1.5) } }))).toEqual({
      'writeUnits things': 2,
      'writeUnits things/by-status': 2,
    });
    expect(await test.used(() => put('b', { status: { S: 'OPEN' }, other: { S: text(1.5) } }))).toEqual({
      'writeUnits things': 2,
      'writeUnits things/by-status': 1,
    });
  });

  it('counts an update that moves the key of the index as a delete and a put', async () => {
    await put('c', { status: { S: 'OPEN' } });

    expect(await test.used(() => setStatus('c', 'DONE'))).toEqual({
      'writeUnits things': 1,
      'writeUnits things/by-status': 2,
    });
    expect(await test.used(() => setStatus('c', 'DONE'))).toEqual({ 'writeUnits things': 1 });
  });

  it('counts a write whose condition failed by the item that is there, and not in the index', async () => {
    await put('d', { status: { S: 'OPEN' }, other: { S: text(2.5) } });

    expect(await test.used(() => setStatus('d', 'DONE', 'attribute_not_exists(id)').catch(() => {}))).toEqual(
      {
        'writeUnits things': 3,
      },
    );
  });

  it('counts each write of a batch, and each delete', async () => {
    const requests = ['e', 'f', 'g'].map((id) => ({ PutRequest: { Item: { id: { S: id } } } }));
    const batch = () =>
      test.dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }));
    const remove = () => test.dynamodb.send(new DeleteItemCommand({ TableName, Key: { id: { S: 'none' } } }));

    expect(await test.used(batch)).toEqual({ 'writeUnits things': 3 });
    expect(await test.used(remove)).toEqual({ 'writeUnits things': 1 });
  });

  it('counts reads by size and consistency, of an index apart', async () => {
    await put('h', { status: { S: 'READ' }, other: { S: text(5) } });
    const get = (id: string, ConsistentRead: boolean) => () =>
      test.dynamodb.send(new GetItemCommand({ TableName, Key: { id: { S: id } }, ConsistentRead }));
    const query = () =>
      test.dynamodb.send(
        new QueryCommand({
          TableName,
          IndexName: 'by-status',
          KeyConditionExpression: '#s = :s',
          ExpressionAttributeNames: { '#s': 'status' },
          ExpressionAttributeValues: { ':s': { S: 'READ' } },
        }),
      );

    expect(await test.used(get('h', true))).toEqual({ 'readUnits things': 2 });
    expect(await test.used(get('h', false))).toEqual({ 'readUnits things': 1 });
    expect(await test.used(get('none', true))).toEqual({ 'readUnits things': 1 });
    expect(await test.used(query)).toEqual({ 'readUnits things/by-status': 0.5 });
  });

  it('leaves the answers of DynamoDB as they were', async () => {
    const get = { TableName, Key: { id: { S: 'h' } } };

    expect(await test.dynamodb.send(new GetItemCommand(get))).not.toHaveProperty('ConsumedCapacity');
    const asked = await test.dynamodb.send(new GetItemCommand({ ...get, ReturnConsumedCapacity: 'TOTAL' }));
    expect(asked.ConsumedCapacity?.TableName).toBe(TableName);
  });

  it('counts a batch of 3 × 30 KB as two requests of 64 KB, and sends and receives of little as one', async () => {
    const QueueUrl = test.queueUrl('queue');
    const Entries = ['1', '2', '3'].map((Id) => ({ Id, MessageBody: text(30) }));
    const receive = () => test.sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));

    expect(await test.used(() => test.sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries })))).toEqual({
      'sqsRequests queue': 2,
    });
    expect(await test.used(receive)).toEqual({ 'sqsRequests queue': 2 });
    // As JSON it would be longer than 64 KB: each quote is two characters there.
    const quotes = '"'.repeat(60 * 1024);
    expect(
      await test.used(() => test.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: quotes }))),
    ).toEqual({ 'sqsRequests queue': 1 });
  });

  it('keeps receives that bring nothing apart', async () => {
    const receive = () => test.sqs.send(new ReceiveMessageCommand({ QueueUrl: test.queueUrl('idle') }));

    expect(await test.used(receive)).toEqual({ 'sqsIdlePolls idle': 1 });
  });

  it('counts a request to an API in units of 512 KB, with the invocation and the log line behind it', async () => {
    const call = (body: string) => () =>
      fetch(`${test.cloud.apiUrls[0]}/work`, { method: 'POST', body }).then((response) => response.text());

    expect(await test.used(call('small'))).toEqual({
      'httpApiRequests api': 1,
      'lambdaRequests work': 1,
      'logBytes /aws/lambda/work': 4,
    });
    expect(await test.used(call(text(513)))).toMatchObject({ 'httpApiRequests api': 2 });
  });

  it('counts an EXPRESS execution as one request, however many states it passes', async () => {
    const stateMachineArn = test.stateMachineArn('express');
    const start = () => test.stepFunctions.send(new StartSyncExecutionCommand({ stateMachineArn }));

    expect(await test.used(start)).toEqual({
      'expressRequests express': 1,
      'lambdaRequests work': 1,
      'logBytes /aws/lambda/work': 4,
    });
    const times = test.cloud.costs.read().times.filter(({ unit }) => unit === 'expressGbSeconds');
    expect(times).toMatchObject([{ resource: 'express', memoryMb: 64 }]);
    for (const milliseconds of times[0]?.runs.keys() ?? []) expect(milliseconds % 100).toBe(0);
  });

  it('counts each state of a STANDARD execution, and each retry', async () => {
    const run = (input: object) => async () => {
      const { executionArn } = await test.stepFunctions.send(
        new StartExecutionCommand({
          stateMachineArn: test.stateMachineArn('standard'),
          input: JSON.stringify(input),
        }),
      );
      const describe = new DescribeExecutionCommand({ executionArn });
      while ((await test.stepFunctions.send(describe)).status === 'RUNNING');
    };

    expect(await test.used(run({}))).toMatchObject({
      'stateTransitions standard': 3,
      'lambdaRequests work': 1,
    });
    expect(await test.used(run({ fails: true }))).toMatchObject({
      'stateTransitions standard': 5,
      'lambdaRequests work': 3,
    });
  });

  it('keeps the time of a function with its memory, runs with an init apart', async () => {
    const [time] = test.cloud.costs.read().times.filter(({ unit }) => unit === 'lambdaGbSeconds');

    expect(time).toMatchObject({ resource: 'work', memoryMb: 256 });
    expect(time?.runsWithInit).toBeGreaterThan(0);
    expect(time?.initMs).toBeGreaterThan(0);
    expect(time?.runs.size).toBeGreaterThan(0);
  });
});

describe('a local cloud that is not metered', () => {
  it('runs as ever, and says so when it is asked for its costs', async () => {
    const test = await startMeteredCloud({ meterCosts: false });
    const QueueUrl = test.queueUrl('queue');
    await test.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'order' }));

    expect(() => test.cloud.costs.read()).toThrow('nothing is metered, as meterCosts is false');
    await test.stop();
  });
});
