import type { SQSRecord } from 'aws-lambda';

/** An SQS record as Lambda delivers it; a body that is no string becomes its JSON. */
export function buildSqsRecord(body: unknown, { messageId = 'message-1', receiveCount = 1 } = {}): SQSRecord {
  return {
    messageId,
    receiptHandle: `receipt-of-${messageId}`,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: {
      ApproximateReceiveCount: String(receiveCount),
      SentTimestamp: '1767323045678',
      SenderId: 'AIDAEXAMPLE',
      ApproximateFirstReceiveTimestamp: '1767323045679',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:queue',
    awsRegion: 'us-east-1',
  };
}
