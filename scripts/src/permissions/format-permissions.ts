import type { Denial, GrantUsage } from 'local-cloud';
import { reasonForUnused } from './unused-on-purpose.ts';

/** The report: per role each granted action and resource with how often it was used, then what was denied. */
export function formatPermissions(usage: readonly GrantUsage[], denials: readonly Denial[]): string {
  const roles = Map.groupBy(usage, ({ role }) => role);
  const lines = [...roles]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([role, grants]) => [role, ...grants.map(formatGrant), '']);
  const unused = usage.filter(isUnused);
  return [
    ...lines,
    ...(denials.length === 0 ? ['denied: no call'] : denials.map(formatDenial)),
    unused.length === 0
      ? 'unused: no grant'
      : `unused: ${unused.length} of ${usage.length} grants; take them away, or say in unused-on-purpose.ts why they stay`,
  ].join('\n');
}

/** A grant that no call used and nobody has given a reason for. */
export function isUnused(grant: GrantUsage): boolean {
  return grant.count === 0 && reasonForUnused(grant) === undefined;
}

/** The grants of several runs as one: of a grant they share, the sum of its uses. */
export function mergeUsage(runs: readonly (readonly GrantUsage[])[]): GrantUsage[] {
  const byGrant = Map.groupBy(runs.flat(), ({ count: _, ...grant }) => JSON.stringify(grant));
  return [...byGrant.values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, count: others.reduce((sum, { count }) => sum + count, first.count) }] : [],
  );
}

function formatGrant(grant: GrantUsage): string {
  const { statement, action, resource, count } = grant;
  const use = count > 0 ? String(count) : 'unused';
  const reason = count > 0 ? undefined : reasonForUnused(grant);
  return `${use.padStart(8)}  ${action.padEnd(30)}  ${resource}  (${statement}${reason ? `; ${reason}` : ''})`;
}

function formatDenial({ principal, action, resource, reason }: Denial): string {
  return `denied: ${principal} may not ${action} on ${resource}: ${reason}`;
}
