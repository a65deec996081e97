import type { Counts } from '../api/order-api.ts';
import { observable } from '../state/observable.ts';
import { nextSampleStart, type RateHistory, withSample } from '../state/rate-history.ts';
import { useConsole } from './console-context.ts';
import { useObservable } from './use-observable.ts';
import { usePoll } from './use-poll.ts';

export const COUNTS_INTERVAL_MS = 5000;

/** Outlives the page, so that coming back to it does not begin anew. */
const rateHistory = observable<RateHistory>([]);

/** Counts by status now, and what ended between the looks so far. */
export function useCounts(): { readonly counts: Counts | undefined; readonly history: RateHistory } {
  const { api } = useConsole();
  const { data } = usePoll(async (signal) => {
    const to = Date.now();
    const from = nextSampleStart(rateHistory.get(), to, COUNTS_INTERVAL_MS);
    const [counts, recent] = await Promise.all([
      api.countOrders(undefined, signal),
      api.countOrders(new Date(from).toISOString(), signal),
    ]);
    rateHistory.set(withSample(rateHistory.get(), recent, from, to));
    return counts;
  }, COUNTS_INTERVAL_MS);
  return { counts: data, history: useObservable(rateHistory) };
}
