import { LambdaEventSourceMapping } from '@cdktf/provider-aws/lib/lambda-event-source-mapping/index.js';
import type { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue/index.js';
import type { Construct } from 'constructs';
import type { NodeFunction } from './node-function.ts';

interface QueueConsumerProps {
  readonly queue: SqsQueue;
  readonly consumer: NodeFunction;
  readonly batchSize: number;
  /** How long messages are gathered for a batch; absent: as many as there are. */
  readonly batchingWindowSeconds?: number;
  readonly maximumConcurrency: number;
  /** Calls on the queue the function itself makes, beside those of the event source. */
  readonly additionalActions?: readonly string[];
}

/** Lambda's advice for the visibility timeout of a queue that feeds a function of this timeout. */
export function visibilityTimeoutFor(functionTimeoutSeconds: number, batchingWindowSeconds = 0): number {
  // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
  return 6 * functionTimeoutSeconds + batchingWindowSeconds;
}

/** Feeds a function from a queue, with partial batch responses. */
export function consumeQueue(scope: Construct, id: string, props: QueueConsumerProps): void {
  const { queue, consumer, additionalActions = [] } = props;
  consumer.grant({
    sid: 'ConsumeQueue',
    actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', ...additionalActions],
    resources: [queue.arn],
  });
  new LambdaEventSourceMapping(scope, id, {
    eventSourceArn: queue.arn,
    functionName: consumer.functionName,
    batchSize: props.batchSize,
    ...(props.batchingWindowSeconds && { maximumBatchingWindowInSeconds: props.batchingWindowSeconds }),
    functionResponseTypes: ['ReportBatchItemFailures'],
    scalingConfig: { maximumConcurrency: props.maximumConcurrency },
    dependsOn: [consumer.role.policy],
  });
}
