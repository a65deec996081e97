import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Evidence } from './evidence.ts';
import type { SystemNames } from './system-names.ts';

const COUNTS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/** How many messages each queue has, visible or not. */
export async function messagesLeft(
  sqs: SQSClient,
  { queues }: SystemNames,
): Promise<Evidence['messagesLeft']> {
  const left = { 'order queue': 0, 'dead-letter queue': 0 };
  for (const { name, url: QueueUrl } of queues.values()) {
    const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...COUNTS] });
    const { Attributes = {} } = await sqs.send(command);
    left[name] = COUNTS.reduce((sum, count) => sum + Number(Attributes[count] ?? 0), 0);
  }
  return left;
}
