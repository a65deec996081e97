import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AwsError } from '../../src/gateway/aws-error.ts';
import type { FunctionSpec } from '../../src/stack/stack.ts';
import { createTestHost, type TestHost } from '../lambda/test-host.ts';
import { createTestCloud, type TestCloud } from './test-cloud.ts';

/** Reports records whose body begins with `fail`; ends its process on `crash`. */
const CONSUMER = `export const handler = async ({ Records }) => {
  if (Records.some(({ body }) => body.startsWith('crash'))) process.exit(1);
  const failed = Records.filter(({ body }) => body.startsWith('fail'));
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
};`;

/** Is held at the gate under the body of its first record. */
const gatedSource = (source: string) =>
  source.replace('event.name', 'event.Records[0].body').replace(/return .*;/, '');

const bodies = (count: number, prefix = 'message') =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

describe('startEventSourceMapping', () => {
  let test: TestHost;
  let cloud: TestCloud;

  beforeEach(async () => {
    test = await createTestHost();
  });

  afterEach(async () => {
    await cloud.close();
    await test.close();
  });

  const start = async (source: string, overrides: Partial<FunctionSpec> = {}) => {
    cloud = await createTestCloud(test, [test.build('consumer', source, overrides)]);
    return cloud.createQueue('orders');
  };

  const calls = (action: string) => cloud.answered.filter((call) => call.action === action);
  const deletedCount = () =>
    calls('DeleteMessageBatch').reduce((sum, { output }) => sum + (output.Successful?.length ?? 0), 0);

  it('gives the function the messages as an SQS event and deletes them', async () => {
    const queue = await start(CONSUMER);
    await cloud.send(queue, bodies(3));

    cloud.startMapping(queue);
    await cloud.until(() => deletedCount() === 3);

    const records = calls('Invoke').flatMap(({ input }) => input.Records);
    expect(records.map(({ body }) => body).sort()).toEqual(bodies(3));
    expect(records[0]).toEqual({
      messageId: expect.any(String),
      receiptHandle: expect.any(String),
      body: 'message-0',
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: expect.stringMatching(/^\d{13}$/),
        SenderId: expect.any(String),
        ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
      },
      messageAttributes: {},
      md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/),
      eventSource: 'aws:sqs',
      eventSourceARN: queue.arn,
      awsRegion: 'us-east-1',
    });
    expect(await cloud.count(queue)).toEqual({ visible: 0, inFlight: 0 });
  });

  it.each([
    ['first', 0],
    ['middle', 4],
    ['last', 9],
  ])('keeps only the %s message of a batch of 10 when the function reports it', async (_case, failing) => {
    const queue = await start(CONSUMER);
    const sent = bodies(10).map((body, index) => (index === failing ? `fail-${index}` : body));
    await cloud.send(queue, sent);

    cloud.startMapping(queue);
    await cloud.until(() => deletedCount() === 9);

    expect(calls('Invoke').map(({ input }) => input.Records.length)).toEqual([10]);
    expect(await cloud.count(queue)).toEqual({ visible: 0, inFlight: 1 });
  });

  it.each([
    ['a bad key', '({ batchItemFailures: [{ messageId: "x" }] })'],
    ['an unknown message', '({ batchItemFailures: [{ itemIdentifier: "x" }] })'],
    ['an error', '(() => { throw new Error("failed"); })()'],
  ])('keeps the whole batch when the function answers with %s', async (_case, expression) => {
    const queue = await start(`export const handler = async () => ${expression};`);
    await cloud.send(queue, bodies(3));

    const mapping = cloud.startMapping(queue);
    await cloud.until(() => calls('Invoke').length === 1);
    await mapping.stop();

    expect(calls('DeleteMessageBatch')).toHaveLength(0);
    expect(await cloud.count(queue)).toEqual({ visible: 0, inFlight: 3 });
  });

  it('ignores the response without ReportBatchItemFailures', async () => {
    const queue = await start(CONSUMER);
    await cloud.send(queue, ['fail-0', 'message-1']);

    cloud.startMapping(queue, { reportBatchItemFailures: false });
    await cloud.until(() => deletedCount() === 2);

    expect(await cloud.count(queue)).toEqual({ visible: 0, inFlight: 0 });
  });

  it('keeps the messages of a function that crashes, and goes on', async () => {
    const queue = await start(CONSUMER);
    await cloud.send(queue, ['crash']);

    cloud.startMapping(queue);
    await cloud.until(() => calls('Invoke').length === 1);
    await cloud.send(queue, ['message']);
    await cloud.until(() => deletedCount() === 1);

    expect(await cloud.count(queue)).toEqual({ visible: 0, inFlight: 1 });
  });

  it('leaves a message that keeps failing to its dead-letter queue, after maxReceiveCount tries', async () => {
    await start(CONSUMER);
    const deadLetterQueue = await cloud.createQueue('dead-letters');
    const queue = await cloud.createQueue('redriven', {
      VisibilityTimeout: '0',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetterQueue.arn, maxReceiveCount: 3 }),
    });
    await cloud.send(queue, ['fail-0']);
    const collector = { functionName: 'consumer', reportBatchItemFailures: false };

    cloud.startMapping(queue, { maximumConcurrency: 1 });
    cloud.startMapping(deadLetterQueue, collector);
    await cloud.until(() => deletedCount() === 1);

    const sources = calls('Invoke').map(({ input }) => input.Records[0].eventSourceARN);
    expect(sources).toEqual([queue.arn, queue.arn, queue.arn, deadLetterQueue.arn]);
    expect(await cloud.count(queue)).toEqual({ visible: 0, inFlight: 0 });
  });

  it('collects batches over 10 from several receives and deletes them in tens', async () => {
    const queue = await start(CONSUMER);
    await cloud.send(queue, bodies(25));

    cloud.startMapping(queue, { batchSize: 25, maximumBatchingWindowSeconds: 300 });
    await cloud.until(() => deletedCount() === 25);

    expect(calls('Invoke').map(({ input }) => input.Records.length)).toEqual([25]);
    expect(calls('DeleteMessageBatch').map(({ input }) => input.Entries.length)).toEqual([10, 10, 5]);
  });

  it('sends a batch that is not full at the end of its window', async () => {
    const queue = await start(CONSUMER);
    await cloud.send(queue, bodies(2));

    cloud.startMapping(queue, { batchSize: 25, maximumBatchingWindowSeconds: 10 });
    await cloud.until(() => deletedCount() === 2);

    expect(calls('Invoke').map(({ input }) => input.Records.length)).toEqual([2]);
  });

  it('asks once more for messages while the function is busy, and not while it is idle', async () => {
    const queue = await start(gatedSource(test.gate.source));
    const waits = () => calls('ReceiveMessage').map(({ input }) => input.WaitTimeSeconds);

    cloud.startMapping(queue);
    await cloud.send(queue, ['a']);
    await test.gate.entered('a');
    const whileIdle = waits();
    await cloud.send(queue, ['b']);
    await test.gate.entered('b');
    const whileBusy = waits().slice(whileIdle.length);
    test.gate.release('a');
    test.gate.release('b');
    await cloud.until(() => deletedCount() === 2);

    expect(whileIdle).toEqual([20]);
    expect(whileBusy).toEqual([20, 0]);
  });

  it('polls no further while maximumConcurrency batches run', async () => {
    const queue = await start(gatedSource(test.gate.source));
    await cloud.send(queue, ['a', 'b', 'c']);

    cloud.startMapping(queue, { batchSize: 1, maximumConcurrency: 2 });
    await test.gate.entered('a');
    await test.gate.entered('b');
    expect(await cloud.count(queue)).toEqual({ visible: 1, inFlight: 2 });
    test.gate.release('a');
    await test.gate.entered('c');
    test.gate.release('b');
    test.gate.release('c');

    await cloud.until(() => deletedCount() === 3);
    expect(test.gate.order().slice(0, 2).sort()).toEqual(['a', 'b']);
  });

  it('keeps the messages of a throttled function and goes on', async () => {
    const queue = await start(CONSUMER, { reservedConcurrentExecutions: 0 });
    await cloud.send(queue, ['message-0']);

    cloud.startMapping(queue);
    await cloud.until(() => cloud.problems.length === 1);
    await cloud.send(queue, ['message-1']);
    await cloud.until(() => cloud.problems.length === 2);

    expect(cloud.problems[0]).toContain('TooManyRequestsException');
    expect(await cloud.count(queue)).toEqual({ visible: 0, inFlight: 2 });
  });

  it('goes on after receives that fail', async () => {
    const queue = await start(CONSUMER);
    await cloud.send(queue, bodies(1));
    let failures = 0;
    cloud.intercept((call) => {
      if (call.action !== 'ReceiveMessage' || failures >= 3) return undefined;
      failures += 1;
      return Promise.reject(new AwsError('ServiceUnavailable', 'try again', 503));
    });

    cloud.startMapping(queue);
    await cloud.until(() => deletedCount() === 1);

    expect(cloud.problems).toHaveLength(3);
  });

  it('deletes again what could not be deleted', async () => {
    const queue = await start(CONSUMER);
    await cloud.send(queue, bodies(2));
    const answers = [
      () => Promise.reject(new AwsError('ServiceUnavailable', 'try again', 503)),
      () => Promise.resolve(response({ Successful: [{ Id: '0' }], Failed: [{ Id: '1' }] })),
    ];
    cloud.intercept((call) => (call.action === 'DeleteMessageBatch' ? answers.shift()?.() : undefined));

    cloud.startMapping(queue);
    await cloud.until(() => calls('DeleteMessageBatch').length === 2);

    const entries = calls('DeleteMessageBatch').map(({ input }) => input.Entries.length);
    expect(entries).toEqual([2, 1]);
    expect(calls('Invoke')).toHaveLength(1);
  });

  it('reports what it gives up deleting; SQS delivers that again', async () => {
    const queue = await start(CONSUMER);
    await cloud.send(queue, bodies(1));
    cloud.intercept((call) =>
      call.action === 'DeleteMessageBatch'
        ? Promise.resolve(response({ Successful: [], Failed: [{ Id: '0' }] }))
        : undefined,
    );

    const mapping = cloud.startMapping(queue);
    await cloud.until(() => calls('DeleteMessageBatch').length === 4);
    await mapping.stop();

    expect(cloud.problems).toEqual([
      '1 processed messages could not be deleted from orders; they will be delivered again',
    ]);
    expect(await cloud.count(queue)).toEqual({ visible: 0, inFlight: 1 });
  });

  it('stops at once while it waits for messages', async () => {
    const queue = await start(CONSUMER);

    const mapping = cloud.startMapping(queue);
    // Answered after the receive has reached the queue.
    await cloud.count(queue);
    await mapping.stop();

    // Its receive waits up to 20 seconds; nobody waited for that.
    expect(calls('ReceiveMessage')).toHaveLength(0);
  });

  it('lets a batch in flight end before it has stopped', async () => {
    const queue = await start(gatedSource(test.gate.source));
    await cloud.send(queue, ['a']);
    const mapping = cloud.startMapping(queue);
    await test.gate.entered('a');

    const order: string[] = [];
    const stopped = mapping.stop().then(() => order.push('stopped'));
    await cloud.count(queue);
    order.push('released');
    test.gate.release('a');
    await stopped;

    expect(order).toEqual(['released', 'stopped']);
    expect(deletedCount()).toBe(1);
  });
});

function response(output: unknown) {
  return { statusCode: 200, headers: {}, body: JSON.stringify(output) };
}
