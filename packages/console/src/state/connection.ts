import { ApiError, UnreachableError } from '../api/api-error.ts';
import { observable } from './observable.ts';
import type { PollState } from './poller.ts';

/** How the page's polls are doing, all taken together. */
export type Connection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live'; readonly loadedAt: number }
  | {
      readonly kind: 'failing';
      readonly reason: string;
      /** Of what is still shown; undefined when nothing is. */
      readonly loadedAt: number | undefined;
      readonly retryAt: number | undefined;
    }
  | { readonly kind: 'refused'; readonly reason: string };

type Report = Pick<PollState<unknown>, 'error' | 'loadedAt' | 'retryAt'>;

export const connection = observable<Connection>({ kind: 'connecting' });

const reports = new Map<symbol, Report>();

/** Takes in how one poll went; undefined when it is no longer made. */
export function reportPoll(poll: symbol, report: Report | undefined): void {
  if (report === undefined) reports.delete(poll);
  else reports.set(poll, report);
  const next = summarize([...reports.values()]);
  // The page that comes next has asked nothing yet: the last word stands until it has an answer.
  if (next.kind !== 'connecting') connection.set(next);
}

/** The worst of what was reported; an answer that only says no, such as 404, is the API at work. */
export function summarize(all: readonly Report[]): Connection {
  const refused = all.find(({ error }) => isRefusal(error));
  if (refused?.error) return { kind: 'refused', reason: refused.error.message };
  const failing = all.filter(({ error }) => isOutage(error));
  const [first] = failing;
  if (first?.error) {
    const times = failing.flatMap(({ retryAt }) => retryAt ?? []);
    const retryAt = times.length === 0 ? undefined : Math.min(...times);
    return { kind: 'failing', reason: first.error.message, loadedAt: first.loadedAt, retryAt };
  }
  const loadedAt = Math.max(...all.map((report) => report.loadedAt ?? 0));
  return loadedAt > 0 ? { kind: 'live', loadedAt } : { kind: 'connecting' };
}

/** The API wants other credentials. */
export function isRefusal(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 401 || error.status === 403);
}

function isOutage(error: unknown): boolean {
  if (error instanceof ApiError) return error.status >= 500 || error.status === 429;
  return error instanceof UnreachableError;
}
