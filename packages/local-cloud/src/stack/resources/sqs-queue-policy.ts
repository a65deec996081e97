import { attributes } from '../attributes.ts';
import type { ResourceKind } from '../resource.ts';

/** `aws_sqs_queue_policy` and `aws_sqs_queue_redrive_allow_policy`: who may use a queue, and as what. */
export const sqsQueuePolicy: ResourceKind = {
  computed: (policy) => ({ id: attributes.text(policy, 'queue_url') }),
};
