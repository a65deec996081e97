import { ChangeMessageVisibilityBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** A message that shall be delivered again, so many seconds from now. */
export interface Redelivery {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly delaySeconds: number;
}

/** The queue the messages came from. */
export interface OrderQueue {
  redeliver(redeliveries: readonly Redelivery[]): Promise<void>;
}

/** SQS takes ten entries in a batch. */
const BATCH_LIMIT = 10;

/** The order queue on SQS: redelivery is a change of message visibility. Connects when the first message failed. */
export function createOrderQueue(connect: () => SQSClient, queueUrl: string): OrderQueue {
  let client: SQSClient | undefined;
  return {
    async redeliver(redeliveries) {
      client ??= connect();
      for (let start = 0; start < redeliveries.length; start += BATCH_LIMIT) {
        const entries = redeliveries.slice(start, start + BATCH_LIMIT).map((redelivery, index) => ({
          Id: String(index),
          ReceiptHandle: redelivery.receiptHandle,
          VisibilityTimeout: redelivery.delaySeconds,
        }));
        const command = new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries: entries });
        const { Failed = [] } = await client.send(command);
        if (Failed.length > 0)
          throw new Error(`visibility of ${Failed.length} messages not changed: ${Failed[0]?.Message}`);
      }
    },
  };
}
