import { attributes } from '../attributes.ts';
import type { ResourceKind } from '../resource.ts';

/** `aws_iam_role_policy`: a policy written into a role. */
export const iamRolePolicy: ResourceKind = {
  computed: (policy) => {
    const name = attributes.optionalText(policy, 'name') ?? policy.address;
    return { name, id: `${attributes.text(policy, 'role')}:${name}` };
  },
};
