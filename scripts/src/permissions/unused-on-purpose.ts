import type { GrantUsage } from 'local-cloud';

/** Grants that no order uses on one machine, each with the reason why it is there all the same. */
const UNUSED: readonly { readonly action: RegExp; readonly reason: string }[] = [
  {
    action: /^xray:/,
    reason: 'traces are sent by the Lambda and Step Functions services, which do not trace here',
  },
];

/** Why a grant that was not used is there; undefined: it should not be. */
export function reasonForUnused({ action }: GrantUsage): string | undefined {
  return UNUSED.find((grant) => grant.action.test(action))?.reason;
}
