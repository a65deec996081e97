import { useState } from 'react';
import type { Page } from '../api/order-api.ts';
import type { RowKind } from '../state/feed.ts';
import { type LiveFeed, type LiveFeedState, liveFeed } from '../state/live-feed.ts';
import type { PollState } from '../state/poller.ts';
import { useObservable } from './use-observable.ts';
import { usePoll } from './use-poll.ts';

interface LiveFeedOptions<Row> {
  readonly kind: RowKind<Row>;
  /** The page at a cursor, or the newest. */
  readonly load: (cursor: string | undefined, signal?: AbortSignal) => Promise<Page<Row>>;
  readonly intervalMs: number;
}

interface LiveFeedView<Row> extends LiveFeedState<Row> {
  readonly live: LiveFeed<Row>;
  readonly poll: PollState<Page<Row>> & { refresh: () => void };
}

/** A live list; its options are those of the first render, as with usePoll. */
export function useLiveFeed<Row>({ kind, load, intervalMs }: LiveFeedOptions<Row>): LiveFeedView<Row> {
  const [live] = useState(() => liveFeed(kind, (cursor) => load(cursor)));
  const poll = usePoll((signal) => load(undefined, signal), intervalMs, live.takeNewest);
  return { ...useObservable(live.state), live, poll };
}
