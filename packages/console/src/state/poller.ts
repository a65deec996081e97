import { ApiError } from '../api/api-error.ts';
import { retryDelayMs } from './backoff.ts';
import { type Observable, observable } from './observable.ts';

/** What a poller knows. `data` stays when later polls fail: stale, and marked by `error`. */
export interface PollState<T> {
  readonly data: T | undefined;
  /** Milliseconds since 1970. */
  readonly loadedAt: number | undefined;
  readonly error: Error | undefined;
  /** When the next try after an error is made; undefined: none before `refresh`. */
  readonly retryAt: number | undefined;
}

/** Whether somebody can see the page; document in a browser. */
export interface Visibility {
  readonly isHidden: () => boolean;
  readonly subscribe: (listener: () => void) => () => void;
}

export interface PollerOptions<T> {
  readonly load: (signal: AbortSignal) => Promise<T>;
  readonly intervalMs: number;
  readonly visibility: Visibility;
}

export interface Poller<T> {
  readonly state: Observable<PollState<T>>;
  /** Polls until the returned function is called. */
  readonly start: () => () => void;
  /** Loads now, whatever is due when. */
  readonly refresh: () => void;
}

/** Loads again and again: paused while nobody looks, backing off while it fails, one request at a time. */
export function poller<T>({ load, intervalMs, visibility }: PollerOptions<T>): Poller<T> {
  const state = observable<PollState<T>>({
    data: undefined,
    loadedAt: undefined,
    error: undefined,
    retryAt: undefined,
  });
  let controller: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let isRunning = false;

  const schedule = (delayMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(poll, delayMs);
  };

  const poll = async () => {
    clearTimeout(timer);
    if (!isRunning || visibility.isHidden()) return;
    controller?.abort();
    const mine = new AbortController();
    controller = mine;
    try {
      const data = await load(mine.signal);
      if (mine.signal.aborted) return;
      failures = 0;
      state.set({ data, loadedAt: Date.now(), error: undefined, retryAt: undefined });
      schedule(intervalMs);
    } catch (error) {
      if (mine.signal.aborted) return;
      failures += 1;
      const delayMs = delayAfter(error, failures, intervalMs);
      const retryAt = delayMs === undefined ? undefined : Date.now() + delayMs;
      state.set({ ...state.get(), error: toError(error), retryAt });
      if (delayMs !== undefined) schedule(delayMs);
    } finally {
      if (controller === mine) controller = undefined;
    }
  };

  const refresh = () => void poll();

  return {
    state,
    refresh,
    start() {
      isRunning = true;
      // Seen again: what is shown may be old, so no waiting for the timer, which fires only where it was due.
      const unsubscribe = visibility.subscribe(() => {
        if (!visibility.isHidden() && controller === undefined) refresh();
      });
      refresh();
      return () => {
        isRunning = false;
        unsubscribe();
        clearTimeout(timer);
        controller?.abort();
        controller = undefined;
      };
    },
  };
}

/** Undefined: another try would be answered the same, so it waits for other credentials. */
function delayAfter(error: unknown, failures: number, intervalMs: number): number | undefined {
  if (!(error instanceof ApiError)) return retryDelayMs(failures);
  if (error.status === 401 || error.status === 403) return undefined;
  // Such as an order that is not there yet.
  if (error.status < 500 && error.status !== 429) return Math.max(intervalMs, retryDelayMs(failures));
  return Math.max(retryDelayMs(failures), (error.retryAfterSeconds ?? 0) * 1000);
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
