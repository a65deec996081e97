import { describe, expect, it } from '@jest/globals';
import type { AwsCall, AwsResponse } from 'local-cloud';
import type { ChaosEvent } from '../../src/chaos/events.ts';
import { createJournal } from '../../src/chaos/journal.ts';
import type { SystemNames } from '../../src/chaos/system-names.ts';

const names: SystemNames = {
  ordersTable: 'orders',
  failedOrdersTable: 'failed_orders',
  queues: new Map([
    ['order_queue', { name: 'order queue', url: '' }],
    ['order_dlq', { name: 'dead-letter queue', url: '' }],
  ]),
  callerOf: (principal) => principal,
};

function journalOf(
  ...calls: [action: string, input: object, output?: object, overrides?: Partial<AwsCall>][]
) {
  const events: ChaosEvent[] = [];
  const journal = createJournal(
    () => names,
    (event) => events.push(event),
  );
  for (const [action, input, output = {}, overrides] of calls) {
    const [service = '', name = ''] = action.split(':');
    const head = {
      method: 'POST',
      path: '/',
      headers: { 'x-amz-security-token': 'session/0123456789abcdef' },
    };
    const call = {
      ...head,
      service,
      action: name,
      principal: 'fulfill-order',
      body: Buffer.from(JSON.stringify(input)),
    };
    journal.onCall({ ...call, ...overrides }, answer(output));
  }
  return { events, problems: journal.problems.map(({ message }) => message) };
}

const answer = (output: object, statusCode = 200): AwsResponse => ({
  statusCode,
  headers: {},
  body: JSON.stringify(output),
});

const Key = { order_id: { S: 'o1' } };
const Item = {
  ...Key,
  product: { S: 'Pen' },
  quantity: { N: '2' },
  status: { S: 'PENDING' },
  updated_at: { S: 'v0' },
};

const update = (UpdateExpression: string, ExpressionAttributeNames: Record<string, string>) => ({
  TableName: 'orders',
  Key,
  UpdateExpression,
  ExpressionAttributeNames,
  ExpressionAttributeValues: { ':status': { S: 'FAILED' }, ':updated_at': { S: 'v1' } },
});

describe('createJournal', () => {
  it('reads writes and reads of orders, and written rows', () => {
    const { events, problems } = journalOf(
      ['dynamodb:PutItem', { TableName: 'orders', Item }],
      ['dynamodb:GetItem', { TableName: 'orders', Key, ConsistentRead: true }, { Item }],
      ['dynamodb:GetItem', { TableName: 'orders', Key, ConsistentRead: true }],
      [
        'dynamodb:UpdateItem',
        {
          TableName: 'orders',
          Key,
          UpdateExpression: 'SET #status = :new, #updated_at = :updated_at REMOVE failure_reason',
          ExpressionAttributeNames: { '#status': 'status', '#updated_at': 'updated_at' },
          ExpressionAttributeValues: { ':new': { S: 'FULFILLED' }, ':updated_at': { S: 'v1' } },
        },
      ],
      ['dynamodb:PutItem', { TableName: 'failed_orders', Item: { failed_order_id: { S: 'm1' }, ...Key } }],
    );

    const written = { kind: 'written', orderId: 'o1', by: 'fulfill-order' };
    const read = { kind: 'read', orderId: 'o1', environment: 'environment 89abcdef' };
    expect(problems).toEqual([]);
    expect(events).toEqual([
      {
        ...written,
        status: 'PENDING',
        updatedAt: 'v0',
        content: { order_id: 'o1', product: 'Pen', quantity: 2 },
      },
      { ...read, status: 'PENDING', updatedAt: 'v0' },
      read,
      { ...written, status: 'FULFILLED', updatedAt: 'v1' },
      { kind: 'row', failedOrderId: 'm1', orderId: 'o1' },
    ]);
  });

  it('follows messages from their sending to their deletion', () => {
    const QueueUrl = 'http://sqs/000000000000/order_queue';
    const body = JSON.stringify({ order_id: 'o1' });
    const { events, problems } = journalOf(
      ['sqs:SendMessage', { QueueUrl, MessageBody: body }, { MessageId: 'm1' }],
      [
        'sqs:ReceiveMessage',
        { QueueUrl },
        {
          Messages: [
            {
              MessageId: 'm1',
              ReceiptHandle: 'r1',
              Body: body,
              Attributes: { ApproximateReceiveCount: '2' },
            },
          ],
        },
      ],
      ['sqs:ChangeMessageVisibilityBatch', { QueueUrl }],
      [
        'sqs:DeleteMessageBatch',
        {
          QueueUrl,
          Entries: [
            { Id: '0', ReceiptHandle: 'r1' },
            { Id: '1', ReceiptHandle: 'gone' },
          ],
        },
        { Successful: [{ Id: '0' }, { Id: '1' }] },
      ],
    );

    const message = { kind: 'message', queue: 'order queue', messageId: 'm1', orderId: 'o1' };
    expect(problems).toEqual([]);
    expect(events).toEqual([
      { ...message, what: 'sent', content: { order_id: 'o1' } },
      { ...message, what: 'received', receiveCount: '2' },
      { ...message, what: 'deleted' },
    ]);
  });

  it('leaves out what failed', () => {
    const events: ChaosEvent[] = [];
    const { onCall, problems } = createJournal(
      () => names,
      (event) => events.push(event),
    );
    const body = Buffer.from(JSON.stringify({ TableName: 'orders', Item }));
    const call = {
      service: 'dynamodb',
      action: 'PutItem',
      principal: '',
      method: '',
      path: '',
      headers: {},
      body,
    };
    onCall(call, answer({ __type: 'ConditionalCheckFailedException' }, 400));

    expect([...events, ...problems]).toEqual([]);
  });

  it.each<[string, string, object, RegExp]>([
    [
      'an unknown write',
      'dynamodb:DeleteItem',
      { TableName: 'orders', Key },
      /DeleteItem by fulfill-order: .*PutItem and UpdateItem/,
    ],
    ['a write of many', 'dynamodb:BatchWriteItem', { RequestItems: {} }, /neither table/],
    [
      'an unknown status',
      'dynamodb:PutItem',
      { TableName: 'orders', Item: { ...Item, status: { S: 'DONE' } } },
      /status is DONE/,
    ],
    [
      'an update of the content',
      'dynamodb:UpdateItem',
      update('SET #product = :product', { '#product': 'product' }),
      /updates of product/,
    ],
    [
      'an update of the content that names it plainly',
      'dynamodb:UpdateItem',
      update('SET #status = :status, quantity = :quantity', { '#status': 'status' }),
      /updates of quantity/,
    ],
    [
      'a removal of the content',
      'dynamodb:UpdateItem',
      update('SET #status = :status REMOVE product', { '#status': 'status' }),
      /updates of product/,
    ],
    [
      'a placeholder that stands for nothing',
      'dynamodb:UpdateItem',
      update('SET #status = :status', {}),
      /updates of #status/,
    ],
    [
      'a computed value',
      'dynamodb:UpdateItem',
      update('SET #attempts = #attempts + :one', { '#attempts': 'attempts' }),
      /cannot read the assignment "#attempts = #attempts \+ :one"/,
    ],
    ['an ADD', 'dynamodb:UpdateItem', update('ADD quantity :one', {}), /cannot read the update "ADD/],
    [
      'an addition after the assignments',
      'dynamodb:UpdateItem',
      update('SET #status = :status ADD quantity :one', { '#status': 'status' }),
      /cannot read the assignment/,
    ],
    ['an update without an expression', 'dynamodb:UpdateItem', { TableName: 'orders', Key }, /the update ""/],
    [
      'a read that may be stale',
      'dynamodb:GetItem',
      { TableName: 'orders', Key },
      /without ConsistentRead: true/,
    ],
    ['a purge', 'sqs:PurgeQueue', { QueueUrl: 'http://sqs/0/order_queue' }, /does not know what this does/],
    ['another queue', 'sqs:SendMessage', { QueueUrl: 'http://sqs/0/other' }, /other is neither queue/],
  ])('has a problem with %s rather than not seeing it', (_, action, input, problem) => {
    expect(journalOf([action, input]).problems).toEqual([expect.stringMatching(problem)]);
  });
});
