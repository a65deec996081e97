import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue/index.js';
import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy/index.js';
import { SqsQueueRedriveAllowPolicy } from '@cdktf/provider-aws/lib/sqs-queue-redrive-allow-policy/index.js';
import { Construct } from 'constructs';
import { requireTls } from './tls-only.ts';

const DAY_SECONDS = 86_400;

export interface QueueWithDlqProps {
  readonly queueName: string;
  readonly deadLetterQueueName: string;
  /** Terraform ids, pinned: others would replace the queues and lose their messages. */
  readonly logicalIds: { readonly queue: string; readonly deadLetterQueue: string };
  readonly visibilityTimeoutSeconds: number;
  readonly deadLetterVisibilityTimeoutSeconds: number;
  readonly maxReceiveCount: number;
}

/** A standard queue whose messages go to a dead-letter queue after `maxReceiveCount` deliveries. */
export class QueueWithDlq extends Construct {
  readonly queue: SqsQueue;
  readonly deadLetterQueue: SqsQueue;

  constructor(scope: Construct, id: string, props: QueueWithDlqProps) {
    super(scope, id);
    this.deadLetterQueue = new SqsQueue(this, 'dead-letter-queue', {
      name: props.deadLetterQueueName,
      // A dead letter keeps the age it had: its queue must keep messages longer than the source does.
      // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
      messageRetentionSeconds: 14 * DAY_SECONDS,
      visibilityTimeoutSeconds: props.deadLetterVisibilityTimeoutSeconds,
      sqsManagedSseEnabled: true,
    });
    // At once: a reference taken before would keep the id it was going to have.
    this.deadLetterQueue.overrideLogicalId(props.logicalIds.deadLetterQueue);
    this.queue = new SqsQueue(this, 'queue', {
      name: props.queueName,
      messageRetentionSeconds: 4 * DAY_SECONDS,
      visibilityTimeoutSeconds: props.visibilityTimeoutSeconds,
      sqsManagedSseEnabled: true,
      redrivePolicy: JSON.stringify({
        deadLetterTargetArn: this.deadLetterQueue.arn,
        maxReceiveCount: props.maxReceiveCount,
      }),
    });
    this.queue.overrideLogicalId(props.logicalIds.queue);
    useTlsOnly(this, 'queue-tls', this.queue);
    useTlsOnly(this, 'dead-letter-queue-tls', this.deadLetterQueue);
    new SqsQueueRedriveAllowPolicy(this, 'redrive-allow-policy', {
      queueUrl: this.deadLetterQueue.id,
      redriveAllowPolicy: JSON.stringify({ redrivePermission: 'byQueue', sourceQueueArns: [this.queue.arn] }),
    });
  }
}

function useTlsOnly(scope: Construct, id: string, queue: SqsQueue): void {
  const document = new DataAwsIamPolicyDocument(scope, `${id}-document`, {
    statement: [requireTls('sqs:*', [queue.arn])],
  });
  new SqsQueuePolicy(scope, `${id}-policy`, { queueUrl: queue.id, policy: document.json });
}
