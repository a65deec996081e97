import type { PollState } from '../state/poller.ts';
import { Notice } from './notice.tsx';
import { OutageAdvice } from './outage.tsx';
import { useNow } from './use-now.ts';

interface LoadStateProps {
  readonly poll: PollState<unknown>;
  /** What is loaded: `orders`. */
  readonly what: string;
}

/** Stands where data will be: it is loading, or why it cannot be. */
export function LoadState({ poll, what }: LoadStateProps) {
  const now = useNow();
  if (poll.error === undefined) return <p className="loading">Loading {what}…</p>;
  return (
    <Notice tone="bad" title={`The ${what} cannot be loaded: ${poll.error.message}`}>
      <p>
        <OutageAdvice retryAt={poll.retryAt} now={now} />
      </p>
    </Notice>
  );
}
