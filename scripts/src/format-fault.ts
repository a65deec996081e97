import type { InjectedFault } from 'local-cloud';

/** An injected fault as `start` prints it: `fault 12: reset-after dynamodb:UpdateItem of dofs-local-fulfill-order`. */
export function formatFault({ sequence, kind, target, principal, detail }: InjectedFault): string {
  const caller = principal && ` of ${principal.slice(principal.lastIndexOf('/') + 1)}`;
  return `fault ${sequence}: ${kind} ${target}${caller ?? ''}${detail ? ` (${detail})` : ''}`;
}
