import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type SqsOptions, startSqs } from '../../src/engines/sqs-engine.ts';
import type { QueueSpec } from '../../src/stack/stack.ts';
import { sendSigned } from '../gateway/send-signed.ts';
import { openGateway } from './open-gateway.ts';

function queueSpec(name: string, others: Partial<QueueSpec> = {}): QueueSpec {
  return {
    name,
    arn: `arn:aws:sqs:eu-west-1:000000000000:${name}`,
    url: `http://127.0.0.1:4566/000000000000/${name}`,
    visibilityTimeoutSeconds: 30,
    delaySeconds: 0,
    messageRetentionSeconds: 345_600,
    receiveWaitTimeSeconds: 0,
    maxMessageSizeBytes: 262_144,
    ...others,
  };
}

const dead = queueSpec('dead');
const orders = queueSpec('orders', {
  visibilityTimeoutSeconds: 60,
  redrivePolicy: { deadLetterTargetArn: dead.arn, maxReceiveCount: 2 },
});

/** 60 s of a queue pass in 20 ms. */
const FAST = 3000;

const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function start(options: Partial<SqsOptions> = {}) {
  const engine = await startSqs({ queues: [dead, orders], region: 'eu-west-1', ...options });
  const { port, client, close } = await openGateway({ sqs: engine.service });
  const sqs = new SQSClient(client);
  async function stop(): Promise<void> {
    sqs.destroy();
    await engine.stop();
    await close();
  }
  stops.push(stop);

  const send = (MessageBody: string) =>
    sqs.send(new SendMessageCommand({ QueueUrl: orders.url, MessageBody }));
  /** Waits until a message of the queue is visible. */
  async function receive(queue: QueueSpec = orders, VisibilityTimeout?: number) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queue.url,
        WaitTimeSeconds: 5,
        VisibilityTimeout,
        MessageSystemAttributeNames: ['ApproximateReceiveCount'],
      }),
    );
    return Messages[0];
  }
  return { sqs, port, stop, send, receive };
}

describe('startSqs', () => {
  it('creates the queues with their attributes and answers their own URLs', async () => {
    const { sqs } = await start();
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'orders' }));
    expect(QueueUrl).toBe(orders.url);
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    );
    expect(Attributes).toMatchObject({
      QueueArn: orders.arn,
      VisibilityTimeout: '60',
      MaximumMessageSize: '262144',
      RedrivePolicy: JSON.stringify(orders.redrivePolicy),
    });
  });

  it('finds a queue by the name in its URL, whatever the host', async () => {
    const { sqs, receive } = await start();
    const QueueUrl = 'https://sqs.eu-west-1.amazonaws.com/000000000000/orders';
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
    expect(await receive()).toMatchObject({ Body: 'hello' });
  });

  it('moves a message to the dead letter queue after maxReceiveCount receives, in scaled time', async () => {
    const { send, receive } = await start({ timeScale: FAST });
    const sent = await send('poison');

    const counts = [await receive(), await receive()].map((m) => m?.Attributes?.ApproximateReceiveCount);
    expect(counts).toEqual(['1', '2']);
    // As on AWS the message moves at the next receive after that, which comes back without it.
    expect(await receive()).toBeUndefined();
    expect(await receive(dead)).toMatchObject({ MessageId: sent.MessageId, Body: 'poison' });
  });

  it('scales the visibility timeout a receive asks for, and one that is changed', async () => {
    const { sqs, send, receive } = await start({ timeScale: FAST });
    await send('a');
    const first = await receive(orders, 43_200);
    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: orders.url,
        ReceiptHandle: first?.ReceiptHandle,
        VisibilityTimeout: 60,
      }),
    );
    expect(await receive(orders, 60)).toMatchObject({ Attributes: { ApproximateReceiveCount: '2' } });
  });

  it('leaves time alone at scale 1', async () => {
    const { sqs, send, receive } = await start();
    await send('a');
    await receive();
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: orders.url,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    expect(Attributes).toEqual({
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesNotVisible: '1',
    });
  });

  it('delays messages by their own delay or the queue’s, in scaled time', async () => {
    const late = queueSpec('late', { delaySeconds: 60, visibilityTimeoutSeconds: 43_200 });
    const { sqs, receive } = await start({ queues: [late], timeScale: FAST });
    const { Failed = [] } = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: late.url,
        Entries: [
          { Id: '1', MessageBody: 'queue' },
          { Id: '2', MessageBody: 'own', DelaySeconds: 900 },
        ],
      }),
    );
    expect(Failed).toEqual([]);
    expect([(await receive(late))?.Body, (await receive(late))?.Body]).toEqual(['queue', 'own']);
  });

  it.each([1, FAST])('checks times before it scales them, as AWS does, at scale %i', async (timeScale) => {
    const { sqs } = await start({ timeScale });
    const QueueUrl = orders.url;
    const commands = [
      sqs.send(new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 43_201 })),
      sqs.send(new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 0.5 })),
      sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'a', DelaySeconds: 901 })),
      sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: 'r', VisibilityTimeout: -1 })),
    ];
    for (const result of await Promise.allSettled(commands)) {
      expect(result).toMatchObject({ status: 'rejected', reason: { name: 'InvalidParameterValue' } });
    }
  });

  it('keeps failures of single batch entries single', async () => {
    const { sqs } = await start({ timeScale: FAST });
    const { Failed, Successful } = await sqs.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl: orders.url,
        Entries: [{ Id: '1', ReceiptHandle: 'unknown', VisibilityTimeout: 10 }],
      }),
    );
    expect([Successful, Failed]).toMatchObject([[], [{ Id: '1', Code: 'ReceiptHandleIsInvalid' }]]);
  });

  it('keeps the error header that older SDKs read', async () => {
    const { sqs, port } = await start();
    const QueueUrl = 'http://127.0.0.1/000000000000/gone';
    await expect(sqs.send(new ReceiveMessageCommand({ QueueUrl }))).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    });
    const response = await sendSigned(port, {
      service: 'sqs',
      headers: { 'x-amz-target': 'AmazonSQS.ReceiveMessage', 'content-type': 'application/x-amz-json-1.0' },
      body: JSON.stringify({ QueueUrl }),
    });
    expect(response.headers.get('x-amzn-query-error')).toBe('AWS.SimpleQueueService.NonExistentQueue;Sender');
  });

  it.each([
    ['StartMessageMoveTask', '{}', 'AWS.SimpleQueueService.UnsupportedOperation'],
    ['SendMessage', 'null', 'SerializationException'],
    ['SendMessageBatch', '{"Entries":[null]}', 'SerializationException'],
  ])('refuses %s of %s with %s', async (action, body, type) => {
    const { port } = await start();
    const response = await sendSigned(port, {
      service: 'sqs',
      headers: { 'x-amz-target': `AmazonSQS.${action}`, 'content-type': 'application/x-amz-json-1.0' },
      body,
    });
    expect([response.status, await response.json()]).toMatchObject([400, { __type: type }]);
  });

  it('keeps messages in a data directory and takes the stack’s new attributes', async () => {
    const dataDirectory = mkdtempSync(join(tmpdir(), 'queues-'));
    const first = await start({ dataDirectory });
    await first.send('kept');
    await first.send('deleted');
    const received = [await first.receive(orders, 0), await first.receive(orders, 0)];
    const deleted = received.find((message) => message?.Body === 'deleted');
    await first.sqs.send(
      new DeleteMessageCommand({ QueueUrl: orders.url, ReceiptHandle: deleted?.ReceiptHandle }),
    );
    await first.stop();
    stops.pop();

    const { redrivePolicy: _, ...withoutRedrive } = queueSpec('orders', {
      url: 'http://127.0.0.1:9/000000000000/orders',
    });
    const { sqs, receive } = await start({ dataDirectory, queues: [withoutRedrive] });
    expect(await receive()).toMatchObject({ Body: 'kept' });
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'orders' }));
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    );
    expect([QueueUrl, Attributes?.VisibilityTimeout, Attributes?.RedrivePolicy]).toEqual([
      withoutRedrive.url,
      '30',
      undefined,
    ]);
  });

  it('takes every character that SQS takes, and no other', async () => {
    const { send, receive } = await start();
    const body = '\t\n\r a \ud7ff\ue000\ufffd 🖋️ 日本 \u{10ffff}';
    await send(body);

    expect((await receive())?.Body).toBe(body);
    await expect(send('a\uffff')).rejects.toThrow(/Invalid characters found/);
    await expect(send('a\u0001')).rejects.toThrow(/Invalid characters found/);
  });

  it('keeps a message in a data directory that is made visible at once', async () => {
    const dataDirectory = mkdtempSync(join(tmpdir(), 'sqs-engine-'));
    const { sqs, send, receive } = await start({ dataDirectory });
    await send('again');
    const QueueUrl = orders.url;
    const { ReceiptHandle } = (await receive()) ?? {};
    await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));

    expect(await receive()).toMatchObject({ Body: 'again', Attributes: { ApproximateReceiveCount: '2' } });
  });

  it('refuses a data directory of another region', async () => {
    const dataDirectory = mkdtempSync(join(tmpdir(), 'queues-'));
    const first = await start({ dataDirectory });
    await first.stop();
    stops.pop();
    const moved = { ...dead, arn: dead.arn.replace('eu-west-1', 'us-east-1') };
    await expect(startSqs({ queues: [moved], region: 'us-east-1', dataDirectory })).rejects.toThrow(
      'queue dead is arn:aws:sqs:eu-west-1:000000000000:dead in the data directory',
    );
  });
});
