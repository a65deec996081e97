import type { AwsService } from '../gateway/aws-call.ts';
import { callJson } from '../gateway/json-protocol.ts';
import type { SqsMessage } from './sqs-message.ts';

const MAX_ENTRIES = 10;

export interface DeleteMessagesRequest {
  readonly principal: string;
  readonly queueUrl: string;
  readonly messages: readonly SqsMessage[];
  readonly attempts: number;
  /** Waits before attempt number `attempt`, counted from 1. */
  readonly pause: (attempt: number) => Promise<unknown>;
}

/** Deletes messages, again those that failed; returns the ones still there, which SQS will deliver again. */
export async function deleteMessages(
  door: AwsService,
  request: DeleteMessagesRequest,
): Promise<readonly SqsMessage[]> {
  let remaining = request.messages;
  for (let attempt = 0; attempt < request.attempts && remaining.length > 0; attempt++) {
    if (attempt > 0) await request.pause(attempt);
    const chunks = chunk(remaining, MAX_ENTRIES);
    const failures = await Promise.all(chunks.map((messages) => deleteBatch(door, request, messages)));
    remaining = failures.flat();
  }
  return remaining;
}

async function deleteBatch(
  door: AwsService,
  { principal, queueUrl }: DeleteMessagesRequest,
  messages: readonly SqsMessage[],
): Promise<readonly SqsMessage[]> {
  const entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  try {
    const output = await callJson<{ Failed?: readonly { Id: string }[] }>(door, {
      service: 'sqs',
      action: 'DeleteMessageBatch',
      principal,
      input: { QueueUrl: queueUrl, Entries: entries },
    });
    const failed = new Set(output.Failed?.map(({ Id }) => Number(Id)));
    return messages.filter((_message, index) => failed.has(index));
  } catch {
    return messages;
  }
}

function chunk<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
