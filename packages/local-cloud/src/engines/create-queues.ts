import type { QueueSpec } from '../stack/stack.ts';
import { DataDirectoryError } from './data-directory-error.ts';
import type { SqsStore } from './fauxqs.ts';

/** Creates the queues; one that is there from an earlier run keeps its messages and takes the stack's attributes. */
export function createQueues(store: SqsStore, queues: readonly QueueSpec[]): void {
  for (const spec of queues) {
    const stored = store.getQueueByName(spec.name);
    if (!stored) {
      store.createQueue(spec.name, spec.url, spec.arn, attributesOf(spec));
    } else if (stored.arn === spec.arn) {
      // An empty RedrivePolicy is how SetQueueAttributes removes it.
      stored.setAttributes({ RedrivePolicy: '', ...attributesOf(spec) });
      Object.assign(stored, { url: spec.url });
    } else {
      throw new DataDirectoryError(
        `queue ${spec.name} is ${stored.arn} in the data directory and ${spec.arn} in the stack; use another data directory or delete this one`,
      );
    }
  }
}

function attributesOf(spec: QueueSpec): Record<string, string> {
  return {
    VisibilityTimeout: String(spec.visibilityTimeoutSeconds),
    DelaySeconds: String(spec.delaySeconds),
    MessageRetentionPeriod: String(spec.messageRetentionSeconds),
    ReceiveMessageWaitTimeSeconds: String(spec.receiveWaitTimeSeconds),
    MaximumMessageSize: String(spec.maxMessageSizeBytes),
    ...(spec.redrivePolicy && { RedrivePolicy: JSON.stringify(spec.redrivePolicy) }),
  };
}
