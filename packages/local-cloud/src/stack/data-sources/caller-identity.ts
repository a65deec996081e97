import type { ResourceKind } from '../resource.ts';

/** `data.aws_caller_identity`: who applies the stack. */
export const callerIdentity: ResourceKind = {
  computed: (_, { accountId }) => ({
    id: accountId,
    account_id: accountId,
    arn: `arn:aws:iam::${accountId}:user/developer`,
    user_id: 'developer',
  }),
};
