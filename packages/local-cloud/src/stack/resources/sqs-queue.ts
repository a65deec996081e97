import { attributes } from '../attributes.ts';
import type { Resource, ResourceKind } from '../resource.ts';
import type { QueueSpec } from '../stack.ts';
import { StackError } from '../stack-error.ts';

/** `aws_sqs_queue`; defaults are SQS's own. */
export const sqsQueue = {
  unsupported: { fifo_queue: [], name_prefix: [] },

  computed: (queue, { region, accountId, gatewayUrl }) => {
    const name = attributes.text(queue, 'name');
    const url = new URL(`/${accountId}/${name}`, gatewayUrl).href;
    return { id: url, url, arn: `arn:aws:sqs:${region}:${accountId}:${name}` };
  },

  toSpec: (queue: Resource): QueueSpec => {
    const redrivePolicy = toRedrivePolicy(queue);
    return {
      name: attributes.text(queue, 'name'),
      arn: attributes.text(queue, 'arn'),
      url: attributes.text(queue, 'url'),
      visibilityTimeoutSeconds: attributes.optionalInteger(queue, 'visibility_timeout_seconds') ?? 30,
      delaySeconds: attributes.optionalInteger(queue, 'delay_seconds') ?? 0,
      messageRetentionSeconds: attributes.optionalInteger(queue, 'message_retention_seconds') ?? 345_600,
      receiveWaitTimeSeconds: attributes.optionalInteger(queue, 'receive_wait_time_seconds') ?? 0,
      // The provider's default, not the 1 MiB SQS itself defaults to since August 2025.
      maxMessageSizeBytes: attributes.optionalInteger(queue, 'max_message_size') ?? 262_144,
      ...(redrivePolicy && { redrivePolicy }),
    };
  },
} satisfies ResourceKind & { toSpec: unknown };

function toRedrivePolicy(queue: Resource): QueueSpec['redrivePolicy'] {
  const text = attributes.optionalText(queue, 'redrive_policy');
  if (!text) return undefined;
  try {
    const policy = JSON.parse(text);
    const maxReceiveCount = Number(policy.maxReceiveCount);
    if (
      typeof policy.deadLetterTargetArn === 'string' &&
      Number.isInteger(maxReceiveCount) &&
      maxReceiveCount > 0
    ) {
      return { deadLetterTargetArn: policy.deadLetterTargetArn, maxReceiveCount };
    }
  } catch {
    // Said below: whatever is wrong with it, it is not a redrive policy.
  }
  throw new StackError(
    `${queue.address}: redrive_policy is ${text}; it must be JSON with deadLetterTargetArn and a maxReceiveCount of 1 or more`,
  );
}
