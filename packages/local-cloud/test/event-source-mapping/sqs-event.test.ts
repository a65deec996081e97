import { describe, expect, it } from '@jest/globals';
import { sqsEvents } from '../../src/event-source-mapping/sqs-event.ts';

const QUEUE_ARN = 'arn:aws:sqs:eu-central-1:123456789012:orders';

const message = (id: string, body: string) => ({
  MessageId: id,
  ReceiptHandle: `handle-${id}`,
  Body: body,
  MD5OfBody: 'md5',
});

describe('sqsEvents', () => {
  it('writes attributes as Lambda does', () => {
    const [batch] = sqsEvents(
      [
        {
          ...message('a', 'text'),
          Attributes: { ApproximateReceiveCount: '1', SentTimestamp: '1' },
          MessageAttributes: {
            kind: { DataType: 'String', StringValue: 'new' },
            seal: { DataType: 'Binary', BinaryValue: 'AQ==' },
          },
        },
      ],
      QUEUE_ARN,
    );

    expect(JSON.parse(String(batch?.payload))).toEqual({
      Records: [
        {
          messageId: 'a',
          receiptHandle: 'handle-a',
          body: 'text',
          attributes: { ApproximateReceiveCount: '1', SentTimestamp: '1' },
          messageAttributes: {
            kind: { stringValue: 'new', stringListValues: [], binaryListValues: [], dataType: 'String' },
            seal: { binaryValue: 'AQ==', stringListValues: [], binaryListValues: [], dataType: 'Binary' },
          },
          md5OfBody: 'md5',
          eventSource: 'aws:sqs',
          eventSourceARN: QUEUE_ARN,
          awsRegion: 'eu-central-1',
        },
      ],
    });
  });

  it('splits messages that are over 6 MB together, and loses none', () => {
    const messages = Array.from({ length: 10 }, (_, index) => message(String(index), 'x'.repeat(1_048_576)));

    const batches = sqsEvents(messages, QUEUE_ARN);

    expect(batches.map((batch) => batch.messages.length)).toEqual([5, 5]);
    expect(batches.flatMap((batch) => batch.messages)).toEqual(messages);
    expect(batches.every((batch) => Buffer.byteLength(batch.payload) <= 6_291_456)).toBe(true);
  });
});
