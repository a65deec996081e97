import { attributes } from '../attributes.ts';
import type { ResourceKind } from '../resource.ts';

/** `aws_iam_role`. */
export const iamRole: ResourceKind = {
  computed: (role, { accountId }) => {
    const name = attributes.text(role, 'name');
    const path = attributes.optionalText(role, 'path') ?? '/';
    return { id: name, arn: `arn:aws:iam::${accountId}:role${path}${name}` };
  },
};
