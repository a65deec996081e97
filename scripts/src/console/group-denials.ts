import type { Denial } from 'local-cloud';

/** Denials of the same call. */
export interface DenialGroup extends Omit<Denial, 'timestamp'> {
  /** Of the last one, ISO 8601. */
  readonly timestamp: string;
  readonly times: number;
}

const MOST_GROUPS = 100;

/** Denied calls by who was denied what on which resource, those that were denied last first. */
export function groupDenials(denials: readonly Denial[]): DenialGroup[] {
  const groups = Map.groupBy(denials, ({ principal, action, resource }) =>
    JSON.stringify([principal, action, resource]),
  );
  return [...groups.values()]
    .flatMap((group) => {
      const last = group.at(-1);
      return last ? [{ last, times: group.length }] : [];
    })
    .sort((a, b) => b.last.timestamp - a.last.timestamp)
    .slice(0, MOST_GROUPS)
    .map(({ last, times }) => ({ ...last, timestamp: new Date(last.timestamp).toISOString(), times }));
}
