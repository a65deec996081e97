import { describe, expect, it } from '@jest/globals';
import type { Page } from '../src/api/order-api.ts';
import { liveFeed } from '../src/state/live-feed.ts';

interface Row {
  readonly id: string;
  readonly at: string;
}

const kind = { id: (row: Row) => row.id, at: (row: Row) => row.at };
const page = (...rows: string[]): Page<Row> => ({
  rows: rows.map((at) => ({ id: at, at })),
  nextCursor: 'older',
});

describe('liveFeed', () => {
  it('lets new rows in while the reader follows, and holds them back while not', () => {
    const live = liveFeed(kind, async () => page());

    live.takeNewest(page('2', '1'));
    live.follow(false);
    live.takeNewest(page('3', '2', '1'));

    expect(live.state.get().feed.rows.map(kind.id)).toEqual(['2', '1']);
    expect(live.state.get().unseen.count).toBe(1);
    live.showNewest();
    expect(live.state.get().feed.rows.map(kind.id)).toEqual(['3', '2', '1']);
    expect(live.state.get().unseen.count).toBe(0);
  });

  it('shows the first rows of an empty list whether or not the reader follows', () => {
    const live = liveFeed(kind, async () => page());

    live.follow(false);
    live.takeNewest(page('1'));

    expect(live.state.get().feed.rows).toHaveLength(1);
  });

  it('does not append a page to rows that were replaced meanwhile', async () => {
    let answer: (page: Page<Row>) => void = () => {};
    const live = liveFeed(
      kind,
      () =>
        new Promise<Page<Row>>((resolve) => {
          answer = resolve;
        }),
    );

    live.takeNewest(page('2'));
    const loading = live.loadOlder();
    live.takeNewest({ rows: [{ id: '9', at: '9' }], nextCursor: 'another' });
    answer({ rows: [{ id: '1', at: '1' }] });
    await loading;

    expect(live.state.get().feed.rows.map(kind.id)).toEqual(['9']);
    expect(live.state.get().older).toBe('idle');
  });

  it('says when older rows could not be loaded, and keeps what it has', async () => {
    const live = liveFeed<Row>(kind, () => Promise.reject(new Error('down')));

    live.takeNewest(page('2'));
    await live.loadOlder();

    expect(live.state.get().older).toBe('failed');
    expect(live.state.get().feed.rows).toHaveLength(1);
  });
});
