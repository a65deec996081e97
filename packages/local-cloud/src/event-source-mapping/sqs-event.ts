import type { SqsMessage, SqsMessageAttribute } from './sqs-message.ts';

/** Lambda's limit for an invocation; a batch that would be larger goes as several. */
const MAX_EVENT_BYTES = 6_291_456;

/** Messages and the event that carries them. */
export interface SqsBatch {
  readonly messages: readonly SqsMessage[];
  /** JSON: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event */
  readonly payload: string;
}

/** The events for these messages: one, unless it would be over the size of an invocation. */
export function sqsEvents(messages: readonly SqsMessage[], queueArn: string): SqsBatch[] {
  const payload = JSON.stringify({ Records: messages.map((message) => toRecord(message, queueArn)) });
  if (messages.length === 1 || Buffer.byteLength(payload) <= MAX_EVENT_BYTES) return [{ messages, payload }];
  const half = Math.ceil(messages.length / 2);
  return [...sqsEvents(messages.slice(0, half), queueArn), ...sqsEvents(messages.slice(half), queueArn)];
}

function toRecord(message: SqsMessage, queueArn: string) {
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [name, toAttribute(value)]),
    ),
    md5OfBody: message.MD5OfBody,
    md5OfMessageAttributes: message.MD5OfMessageAttributes,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: queueArn.split(':')[3],
  };
}

function toAttribute({ StringValue, BinaryValue, DataType }: SqsMessageAttribute) {
  return {
    stringValue: StringValue,
    binaryValue: BinaryValue,
    stringListValues: [],
    binaryListValues: [],
    dataType: DataType,
  };
}
