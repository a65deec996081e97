import { attributes } from '../attributes.ts';
import type { ResourceKind } from '../resource.ts';

/** `aws_iam_role_policy_attachment`. */
export const iamRolePolicyAttachment: ResourceKind = {
  computed: (attachment) => ({
    id: `${attributes.text(attachment, 'role')}/${attributes.text(attachment, 'policy_arn')}`,
  }),
};
