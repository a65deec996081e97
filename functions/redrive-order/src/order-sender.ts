import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { contentOf, type OrderSender } from 'order-model';

/** The order queue on SQS; what is sent is delivered `delaySeconds` later, 900 at most. */
export function createOrderSender(client: SQSClient, queueUrl: string, delaySeconds: number): OrderSender {
  return {
    async send(order) {
      const MessageBody = JSON.stringify(contentOf(order));
      await client.send(
        new SendMessageCommand({ QueueUrl: queueUrl, MessageBody, DelaySeconds: delaySeconds }),
      );
    },
  };
}
