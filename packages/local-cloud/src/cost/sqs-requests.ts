import type { AwsCall, AwsResponse } from '../gateway/aws-call.ts';

const CHUNK_BYTES = 64 * 1024;
/** A request or answer this short holds no payload of more than one chunk, whatever wraps it. */
const ONE_CHUNK_BYTES = CHUNK_BYTES;

/** What a call of SQS costs, and where. */
export interface SqsUsage {
  readonly queue: string;
  readonly requests: number;
  /** Whether it asked for messages and got none. */
  readonly isIdlePoll: boolean;
}

/**
 * Every call is a request, and a payload of more than 64 KB one for each 64 KB begun; a batch is one call, whose messages
 * count together. https://aws.amazon.com/sqs/pricing/
 */
export function sqsUsage({ action, body }: AwsCall, response: AwsResponse): SqsUsage {
  const request = body.toString();
  const answer = action === 'ReceiveMessage' ? response.body.toString() : '';
  const payload = Math.max(payloadBytes(request), payloadBytes(answer));
  return {
    queue: queueIn(request),
    requests: Math.max(1, Math.ceil(payload / CHUNK_BYTES)),
    isIdlePoll: action === 'ReceiveMessage' && response.statusCode === 200 && !answer.includes('"MessageId"'),
  };
}

interface Message {
  readonly MessageBody?: string;
  readonly Body?: string;
  readonly MessageAttributes?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Bodies and attributes of the messages in a request or an answer; 0 when all of it fits into one chunk. */
function payloadBytes(text: string): number {
  if (text.length <= ONE_CHUNK_BYTES && Buffer.byteLength(text) <= ONE_CHUNK_BYTES) return 0;
  const json = JSON.parse(text) as Message & { Entries?: readonly Message[]; Messages?: readonly Message[] };
  const messages = json.Entries ?? json.Messages ?? [json];
  return messages.reduce((bytes, message) => bytes + messageBytes(message), 0);
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html */
function messageBytes({ MessageBody, Body, MessageAttributes = {} }: Message): number {
  const attributes = Object.entries(MessageAttributes).map(([name, parts]) =>
    [name, ...Object.values(parts).map(String)].join(''),
  );
  return Buffer.byteLength([MessageBody ?? Body ?? '', ...attributes].join(''));
}

function queueIn(request: string): string {
  const url = /"QueueUrl"\s*:\s*"([^"]+)"/.exec(request)?.[1];
  const name = url?.slice(url.lastIndexOf('/') + 1) ?? /"QueueName"\s*:\s*"([^"]+)"/.exec(request)?.[1];
  return name ?? 'no queue';
}
