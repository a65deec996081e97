import { attributes } from '../attributes.ts';
import type { Resource, ResourceKind } from '../resource.ts';
import type { ResourcePolicySpec } from '../stack.ts';

/** `aws_sqs_queue_policy` and `aws_sqs_queue_redrive_allow_policy`: who may use a queue, and as what. */
export const sqsQueuePolicy = {
  computed: (policy) => ({ id: attributes.text(policy, 'queue_url') }),

  /** The policies of queues, whether resources of their own or an attribute of the queue. */
  toSpecs: (resources: readonly Resource[]): readonly ResourcePolicySpec[] => {
    const queues = resources.filter(({ kind }) => kind === 'aws_sqs_queue');
    const written = queues.filter((queue) => attributes.optionalText(queue, 'policy'));
    const standalone = resources.filter(({ kind }) => kind === 'aws_sqs_queue_policy');
    return [
      ...written.map((queue) => toSpec(queue, queue)),
      ...standalone.flatMap((policy) => {
        const queue = queues.find(({ attributes: { url } }) => url === policy.attributes.queue_url);
        return queue ? [toSpec(policy, queue)] : [];
      }),
    ];
  },
} satisfies ResourceKind & { toSpecs: unknown };

function toSpec(policy: Resource, queue: Resource): ResourcePolicySpec {
  return {
    name: policy.address,
    resourceArn: attributes.text(queue, 'arn'),
    document: attributes.text(policy, 'policy'),
  };
}
