import type { Invariant } from './invariant.ts';

/** The policies of the stack allow all that functions, workflows and pollers do, under faults too. */
export const nobodyIsDenied: Invariant = {
  name: 'nobody is denied',
  violations: (_stories, { denials }) =>
    denials.map(({ principal, action, resource, reason }) => ({
      message: `${principal} may not ${action} on ${resource}: ${reason}`,
    })),
};
