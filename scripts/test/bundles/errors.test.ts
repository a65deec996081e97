import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { AwsAnswer, AwsCall } from './aws.ts';
import { EVENTS, FAILED_ITEM, ITEM, ORDER } from './order-events.ts';
import { startFunction } from './start-function.ts';

const DENIED = { status: 400, error: 'AccessDeniedException', message: 'no policy allows it' };

describe('the errors of AWS, in the shipped bundles', () => {
  it('order-storage takes a failed condition as an order that is there', async () => {
    await using storage = await startFunction('order-storage', ({ operation }) =>
      operation === 'PutItem'
        ? { status: 400, error: 'ConditionalCheckFailedException' }
        : { body: { Item: ITEM } },
    );

    const stored = await storage.invoke({ ...EVENTS.storeOrder, accepted_at: '2026-02-01T00:00:00.000Z' });

    expect(stored).toEqual({ ...ORDER, status: 'PENDING', replayed: true });
    expect(storage.operations()).toEqual(['PutItem', 'GetItem']);
  });

  it('order-storage calls other content a conflict', async () => {
    await using storage = await startFunction('order-storage', ({ operation }) =>
      operation === 'PutItem'
        ? { status: 400, error: 'ConditionalCheckFailedException' }
        : { body: { Item: { ...ITEM, quantity: { N: '3' } } } },
    );

    await expect(storage.invoke(EVENTS.storeOrder)).rejects.toMatchObject({ name: 'OrderConflict' });
  });

  it('api-handler of a STANDARD workflow takes a name that is taken as an order that was accepted', async () => {
    const workflow = () => ({ WORKFLOW_TYPE: 'STANDARD' });
    await using api = await startFunction(
      'api-handler',
      ({ operation }) => {
        if (operation === 'GetItem') return { body: {} };
        if (operation === 'StartExecution') return { status: 400, error: 'ExecutionAlreadyExists' };
        return { body: { status: 'RUNNING', input: JSON.stringify({ ...ORDER, quantity: 3 }) } };
      },
      workflow,
    );

    const replayed = await api.invoke({
      body: JSON.stringify({ ...ORDER, quantity: 3 }),
      isBase64Encoded: false,
    });
    const conflict = await api.invoke(EVENTS.placeOrder);

    expect(replayed).toMatchObject({ statusCode: 200, headers: { 'idempotent-replayed': 'true' } });
    expect(conflict).toMatchObject({ statusCode: 409 });
    expect(api.operations().slice(0, 4)).toEqual([
      'GetItem',
      'StartExecution',
      'GetItem',
      'DescribeExecution',
    ]);
  });

  it('a denied call fails at once, and the log says why', async () => {
    await using storage = await startFunction('order-storage', () => DENIED);
    await using api = await startFunction('api-handler', () => DENIED);

    await expect(storage.invoke(EVENTS.storeOrder)).rejects.toEqual(
      Object.assign(new Error('no policy allows it'), { name: 'AccessDeniedException' }),
    );
    expect(await api.invoke(EVENTS.placeOrder)).toMatchObject({ statusCode: 503 });

    expect(storage.operations()).toEqual(['PutItem']);
    expect(api.operations()).toEqual(['StartSyncExecution']);
    expect(await api.log()).toContain('"name":"AccessDeniedException","message":"no policy allows it"');
  });

  it('fulfill-order asks SQS for each failed message to come back', async () => {
    await using fulfillment = await startFunction('fulfill-order', ({ operation }) =>
      operation === 'GetItem' ? { body: { Item: ITEM } } : { body: {} },
    );

    const response = await fulfillment.invoke(EVENTS.fulfillOrder);

    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] });
    expect(fulfillment.operations()).toEqual(['GetItem', 'UpdateItem', 'ChangeMessageVisibilityBatch']);
    expect(fulfillment.calls[2]?.body.Entries).toEqual([
      { Id: '0', ReceiptHandle: 'receipt-of-message-1', VisibilityTimeout: expect.any(Number) },
    ]);
  });

  it('redrive-order takes a message that SQS received otherwise than it was sent as not sent', async () => {
    const answer =
      (MD5OfMessageBody?: string) =>
      ({ operation, body }: AwsCall): AwsAnswer => {
        if (operation === 'SendMessage')
          return { body: { MD5OfMessageBody: MD5OfMessageBody ?? md5(body.MessageBody) } };
        if (operation !== 'GetItem') return { body: {} };
        return { body: { Item: body.Key.order_id ? ITEM : FAILED_ITEM } };
      };
    await using redrive = await startFunction('redrive-order', answer());
    await using garbled = await startFunction('redrive-order', answer(md5('something else')));

    expect(await redrive.invoke(EVENTS.redriveOrder)).toMatchObject({ statusCode: 202 });
    expect(await garbled.invoke(EVENTS.redriveOrder)).toMatchObject({ statusCode: 503 });

    const steps = ['GetItem', 'UpdateItem', 'GetItem', 'SendMessage', 'UpdateItem'];
    expect(redrive.operations()).toEqual(steps);
    expect(garbled.operations()).toEqual(steps);
  });
});

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
