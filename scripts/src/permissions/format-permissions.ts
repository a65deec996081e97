import type { Denial, GrantUsage } from 'local-cloud';
import { formatDenial, shortArn } from '../format-denial.ts';
import { reasonForUnused } from './unused-on-purpose.ts';

/** The report: per role each granted action and resource with how often it was used, then what was denied. */
export function formatPermissions(usage: readonly GrantUsage[], denials: readonly Denial[]): string {
  const owners = [...Map.groupBy(usage, ({ role }) => role)].sort(([a], [b]) => (a < b ? -1 : 1));
  const unused = usage.filter(isUnused);
  return [
    ...owners.flatMap(([owner, grants]) => [headingOf(owner), ...grants.map(formatGrant), '']),
    ...reasonsIn(usage),
    ...(denials.length === 0 ? ['denied: no call'] : denials.map(formatDenial)),
    unused.length === 0
      ? 'unused without a reason: no grant'
      : `unused without a reason: ${unused.length} of ${usage.length} grants; take them away, or say in unused-on-purpose.ts why they stay`,
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

function headingOf(owner: string): string {
  return owner.startsWith('arn:') ? `${shortArn(owner)}: who may use it` : `role ${owner}`;
}

function formatGrant({ statement, action, resource, count }: GrantUsage): string {
  const use = count > 0 ? String(count) : 'unused';
  return `${use.padStart(8)}  ${action.padEnd(30)}  ${shortArn(resource)}  (${statement})`;
}

function reasonsIn(usage: readonly GrantUsage[]): string[] {
  const unused = usage.filter(({ count }) => count === 0);
  const byReason = Map.groupBy(unused, (grant) => reasonForUnused(grant));
  return [...byReason].flatMap(([reason, grants]) => {
    if (reason === undefined) return [];
    const actions = new Set(grants.map(({ action }) => action));
    return [`unused: ${[...actions].join(', ')}: ${reason}`];
  });
}
