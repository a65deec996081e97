import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { invokeFunction } from '../../src/lambda/invoke-function.ts';
import { type FaultCloud, ROLE, startFaultCloud } from './fault-cloud.ts';

let cloud: FaultCloud;
let QueueUrl: string;

beforeEach(async () => {
  cloud = await startFaultCloud();
  QueueUrl = await cloud.createQueue({ VisibilityTimeout: '43200' });
});

afterEach(() => cloud.close());

const receive = async (client: SQSClient, WaitTimeSeconds = 20, MaxNumberOfMessages = 10) => {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds, MaxNumberOfMessages }),
  );
  return Messages;
};

const send = (client: SQSClient, MessageBody: string) =>
  client.send(new SendMessageCommand({ QueueUrl, MessageBody }));

describe('duplicate', () => {
  it('delivers a message once more, though it is not visible, with a handle that still works', async () => {
    await send(cloud.developer, 'job');
    cloud.control.start({ seed: 7, rate: 1, kinds: ['duplicate'], calls: ['sqs:ReceiveMessage'] });
    const [first] = await receive(cloud.worker);
    let [second] = await receive(cloud.worker);
    while (!second) [second] = await receive(cloud.worker);
    await cloud.worker.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: second?.ReceiptHandle }));

    expect(second).toEqual(first);
    expect(cloud.faults).toMatchObject([
      { kind: 'duplicate', target: 'sqs:ReceiveMessage', detail: `message ${first?.MessageId}` },
    ]);
    cloud.control.stop();
    expect(await receive(cloud.worker, 0)).toEqual([]);
  });

  it('shortens a long poll to when the copy is due', async () => {
    await send(cloud.developer, 'job');
    cloud.control.start({ seed: 7, rate: 1, kinds: ['duplicate'], calls: ['sqs:ReceiveMessage'] });
    const [first] = await receive(cloud.worker);
    let [second] = await receive(cloud.worker);
    while (!second) [second] = await receive(cloud.worker);

    expect(JSON.parse(cloud.reached.at(-1)?.body.toString() ?? '').WaitTimeSeconds).toBeLessThan(1);
    expect(second?.MessageId).toBe(first?.MessageId);
  });

  it('is forgotten at the stop', async () => {
    await send(cloud.developer, 'job');
    cloud.control.start({ seed: 7, rate: 1, kinds: ['duplicate'] });
    const received = await receive(cloud.worker);
    cloud.control.stop();

    expect(received).toHaveLength(1);
    expect(await receive(cloud.worker, 0)).toEqual([]);
    expect(cloud.faults).toEqual([]);
  });

  it('hands no copies to the developer, who sees what the queue holds', async () => {
    await send(cloud.developer, 'job');
    cloud.control.start({ seed: 7, rate: 1, kinds: ['duplicate'] });
    await receive(cloud.worker);

    expect(await receive(cloud.developer, 0)).toEqual([]);
  });

  it('invokes a function twice for one asynchronous event', async () => {
    cloud.control.start({ seed: 7, rate: 1, kinds: ['duplicate'] });
    const invoke = (invocationType: string) =>
      invokeFunction(cloud.door, { principal: ROLE, functionName: 'job', payload: '{}', invocationType });
    await invoke('Event');
    await invoke('RequestResponse');

    const invocations = cloud.reached.filter(({ service }) => service === 'lambda');
    expect(invocations.map(({ headers }) => headers['x-amz-invocation-type'])).toEqual([
      'Event',
      'Event',
      'RequestResponse',
    ]);
    expect(cloud.control.counts().duplicate).toBe(1);
  });
});

describe('reorder', () => {
  it('delivers the messages of a receive in another order, none missing', async () => {
    const bodies = Array.from({ length: 10 }, (_, index) => String(index));
    for (const body of bodies) await send(cloud.developer, body);
    cloud.control.start({ seed: 7, rate: 1, kinds: ['reorder'] });
    const received = (await receive(cloud.worker)).map(({ Body = '' }) => Body);

    expect(received).not.toEqual(bodies);
    expect(received.toSorted()).toEqual(bodies);
    expect(cloud.control.counts().reorder).toBe(1);
  });

  it('lets a message that is sent later overtake', async () => {
    await cloud.close();
    // Half a second at least, for the other message to be sent and received.
    cloud = await startFaultCloud({ timeScale: 2 });
    QueueUrl = await cloud.createQueue();
    cloud.control.start({ seed: 7, rate: 1, kinds: ['reorder'], calls: ['sqs:SendMessage'] });
    await send(cloud.worker, 'first');
    cloud.control.stop();
    await send(cloud.worker, 'second');

    const [overtaking] = await receive(cloud.worker);
    const [overtaken] = await receive(cloud.worker);

    expect([overtaking?.Body, overtaken?.Body]).toEqual(['second', 'first']);
  });

  it('lets every message of a batch come late', async () => {
    cloud.control.start({ seed: 7, rate: 1, kinds: ['reorder'] });
    const Entries = ['a', 'b'].map((Id) => ({ Id, MessageBody: Id }));
    const { Successful } = await cloud.worker.send(new SendMessageBatchCommand({ QueueUrl, Entries }));

    expect(Successful).toHaveLength(2);
    const { Entries: sent } = JSON.parse(cloud.reached.at(-1)?.body.toString() ?? '{}');
    for (const { DelaySeconds } of sent) expect([1, 2, 3, 4, 5]).toContain(DelaySeconds);
  });
});
