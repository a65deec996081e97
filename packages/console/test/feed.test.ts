import { describe, expect, it } from '@jest/globals';
import {
  countUnseen,
  EMPTY_FEED,
  MOST_ROWS,
  withNewestPage,
  withOlderPage,
  withUpdates,
} from '../src/state/feed.ts';

interface Row {
  readonly id: string;
  readonly at: string;
  readonly status?: string;
}

const kind = { id: (row: Row) => row.id, at: (row: Row) => row.at };
const row = (id: string, second: number, status = 'PENDING'): Row => ({
  id,
  at: new Date(second * 1000).toISOString(),
  status,
});
const ids = ({ rows }: { readonly rows: readonly Row[] }) => rows.map(({ id }) => id).join(' ');

describe('withNewestPage', () => {
  const held = {
    rows: [row('d', 4), row('c', 3), row('b', 2), row('a', 1)],
    nextCursor: 'x',
    isCapped: false,
  };

  it('puts new rows on top and keeps the older ones with their cursor', () => {
    const feed = withNewestPage(
      held,
      { rows: [row('e', 5), row('d', 4), row('c', 3)], nextCursor: 'y' },
      kind,
    );

    expect(ids(feed)).toBe('e d c b a');
    expect(feed.nextCursor).toBe('x');
  });

  it('moves a changed row to its new place, once', () => {
    const feed = withNewestPage(
      held,
      { rows: [row('a', 5), row('d', 4), row('c', 3)], nextCursor: 'y' },
      kind,
    );

    expect(ids(feed)).toBe('a d c b');
  });

  it('drops rows the page should have and has not: they have another status now', () => {
    const feed = withNewestPage(
      held,
      { rows: [row('e', 5), row('c', 3), row('b', 2)], nextCursor: 'y' },
      kind,
    );

    expect(ids(feed)).toBe('e c b a');
  });

  it('starts anew when the page does not reach what is held', () => {
    const feed = withNewestPage(held, { rows: [row('z', 9), row('y', 8)], nextCursor: 'y' }, kind);

    expect(ids(feed)).toBe('z y');
    expect(feed.nextCursor).toBe('y');
  });

  it('is the page when that is all there is, or empty', () => {
    expect(ids(withNewestPage(held, { rows: [row('b', 2)] }, kind))).toBe('b');
    expect(ids(withNewestPage(held, { rows: [] }, kind))).toBe('');
  });

  it('never holds more than it may, and says so', () => {
    let feed = withNewestPage<Row>(EMPTY_FEED, { rows: [row('0', 0)], nextCursor: 'x' }, kind);
    for (let second = 1; second < MOST_ROWS + 500; second += 1) {
      const rows = [row(String(second), second), row(String(second - 1), second - 1)];
      feed = withNewestPage(feed, { rows, nextCursor: 'y' }, kind);
    }

    expect(feed.rows).toHaveLength(MOST_ROWS);
    expect(feed.isCapped).toBe(true);
    expect(feed.nextCursor).toBeUndefined();
  });
});

describe('withOlderPage', () => {
  it('appends what is not held yet and goes on from there', () => {
    const held = { rows: [row('c', 3), row('b', 2)], nextCursor: 'x', isCapped: false };

    const more = withOlderPage(held, { rows: [row('b', 2), row('a', 1)], nextCursor: 'y' }, kind);
    const end = withOlderPage(more, { rows: [] }, kind);

    expect(ids(more)).toBe('c b a');
    expect(more.nextCursor).toBe('y');
    expect(end.nextCursor).toBeUndefined();
  });
});

describe('rows while the reader is in the list', () => {
  const held = { rows: [row('b', 2), row('a', 1)], nextCursor: 'x', isCapped: false };
  const page = { rows: [row('c', 5), row('a', 4, 'FULFILLED')], nextCursor: 'y' };

  it('change at their place', () => {
    const feed = withUpdates(held, page, kind);

    expect(ids(feed)).toBe('b a');
    expect(feed.rows[1]?.status).toBe('FULFILLED');
  });

  it('are counted when they are new, with more than a page of them told apart', () => {
    expect(countUnseen(held, page, kind)).toEqual({ count: 1, more: false });
    expect(countUnseen(held, { rows: [row('z', 9)], nextCursor: 'y' }, kind)).toEqual({
      count: 1,
      more: true,
    });
  });
});
