import { useEffect, useState } from 'react';
import { reportPoll } from '../state/connection.ts';
import { type PollState, poller, type Visibility } from '../state/poller.ts';
import { useObservable } from './use-observable.ts';

const pageVisibility: Visibility = {
  isHidden: () => document.hidden,
  subscribe(listener) {
    document.addEventListener('visibilitychange', listener);
    return () => document.removeEventListener('visibilitychange', listener);
  },
};

/**
 * Polls as long as the component is shown. `load` and `onData` are those of the first render: a component that asks for
 * something else gets another `key`.
 */
export function usePoll<T>(
  load: (signal: AbortSignal) => Promise<T>,
  intervalMs: number,
  onData?: (data: T) => void,
): PollState<T> & { refresh: () => void } {
  const [poll] = useState(() => poller({ load, intervalMs, visibility: pageVisibility }));
  const [first] = useState(() => ({ onData }));
  useEffect(() => {
    const id = Symbol('poll');
    let loadedAt = poll.state.get().loadedAt;
    const unsubscribe = poll.state.subscribe(() => {
      const state = poll.state.get();
      reportPoll(id, state);
      if (state.data !== undefined && state.loadedAt !== loadedAt) first.onData?.(state.data);
      loadedAt = state.loadedAt;
    });
    const stop = poll.start();
    return () => {
      stop();
      unsubscribe();
      reportPoll(id, undefined);
    };
  }, [poll, first]);
  return { ...useObservable(poll.state), refresh: poll.refresh };
}
