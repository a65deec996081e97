import type { Page } from '../api/order-api.ts';
import {
  countUnseen,
  EMPTY_FEED,
  type Feed,
  type RowKind,
  withNewestPage,
  withOlderPage,
  withUpdates,
} from './feed.ts';
import { type Observable, observable } from './observable.ts';

export interface LiveFeedState<Row> {
  readonly feed: Feed<Row>;
  /** False until the first page came. */
  readonly isLoaded: boolean;
  /** New rows that wait until the reader wants them. */
  readonly unseen: { readonly count: number; readonly more: boolean };
  readonly older: 'idle' | 'loading' | 'failed';
}

export interface LiveFeed<Row> {
  readonly state: Observable<LiveFeedState<Row>>;
  /** Takes the newest page in: all of it where the reader follows, else only what changes no row's place. */
  readonly takeNewest: (page: Page<Row>) => void;
  /** Whether new rows may come in by themselves. */
  readonly follow: (isFollowing: boolean) => void;
  /** Lets the waiting rows in. */
  readonly showNewest: () => void;
  /** Loads the next older page, unless that is under way or there is none. */
  readonly loadOlder: () => Promise<void>;
}

const NONE_UNSEEN = { count: 0, more: false };

/** A list that stays current without moving what is being read. */
export function liveFeed<Row>(
  kind: RowKind<Row>,
  loadPage: (cursor: string) => Promise<Page<Row>>,
): LiveFeed<Row> {
  const state = observable<LiveFeedState<Row>>({
    feed: EMPTY_FEED,
    isLoaded: false,
    unseen: NONE_UNSEEN,
    older: 'idle',
  });
  let isFollowing = true;
  let newest: Page<Row> | undefined;
  const update = (changes: Partial<LiveFeedState<Row>>) => state.set({ ...state.get(), ...changes });

  const showNewest = () => {
    if (newest === undefined) return;
    update({ feed: withNewestPage(state.get().feed, newest, kind), unseen: NONE_UNSEEN, isLoaded: true });
  };

  return {
    state,
    showNewest,
    takeNewest(page) {
      newest = page;
      const { feed } = state.get();
      if (isFollowing || feed.rows.length === 0) return showNewest();
      update({ feed: withUpdates(feed, page, kind), unseen: countUnseen(feed, page, kind) });
    },
    follow(value) {
      isFollowing = value;
    },
    async loadOlder() {
      const { feed, older } = state.get();
      const cursor = feed.nextCursor;
      if (cursor === undefined || older === 'loading') return;
      update({ older: 'loading' });
      try {
        const page = await loadPage(cursor);
        // Replaced while the page was on its way: it does not belong to these rows.
        const { feed: current } = state.get();
        const belongs = current.nextCursor === cursor;
        update({ older: 'idle', ...(belongs && { feed: withOlderPage(current, page, kind) }) });
      } catch {
        update({ older: 'failed' });
      }
    },
  };
}
