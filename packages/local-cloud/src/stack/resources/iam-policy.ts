import { attributes } from '../attributes.ts';
import type { ResourceKind } from '../resource.ts';

/** `aws_iam_policy`: a policy of its own, for roles to attach. */
export const iamPolicy: ResourceKind = {
  computed: (policy, { accountId }) => {
    const path = attributes.optionalText(policy, 'path') ?? '/';
    const arn = `arn:aws:iam::${accountId}:policy${path}${attributes.text(policy, 'name')}`;
    return { id: arn, arn };
  },
};
