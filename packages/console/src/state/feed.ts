import type { Page } from '../api/order-api.ts';

/** How rows of a list are told apart and ordered. */
export interface RowKind<Row> {
  readonly id: (row: Row) => string;
  /** ISO 8601 UTC; newest first. */
  readonly at: (row: Row) => string;
}

/** The part of a live list that is held, newest first, without a gap. */
export interface Feed<Row> {
  readonly rows: readonly Row[];
  /** Where the older rows go on. */
  readonly nextCursor?: string;
  /** Older rows were dropped to stay within what may be held. */
  readonly isCapped: boolean;
}

export const EMPTY_FEED: Feed<never> = { rows: [], isCapped: false };

/** Rows held at most: memory stays bounded however long the page is open. */
export const MOST_ROWS = 2000;

/**
 * The feed after its newest page was loaded again. Rows in the page's reach that it no longer has are gone (an order in
 * another status now). A page that does not reach the rows held replaces them: what lies between is not known.
 */
export function withNewestPage<Row>(feed: Feed<Row>, page: Page<Row>, kind: RowKind<Row>): Feed<Row> {
  const oldest = page.rows.at(-1);
  const [newestHeld] = feed.rows;
  const isAll = page.nextCursor === undefined;
  if (oldest === undefined || isAll) return feedOf(page);
  const reach = kind.at(oldest);
  if (newestHeld === undefined || kind.at(newestHeld) < reach) return feedOf(page);
  const ids = new Set(page.rows.map(kind.id));
  const older = feed.rows.filter((row) => !ids.has(kind.id(row)) && kind.at(row) <= reach);
  // None of the rows held is older: the page's own cursor goes on, and the held one may be spent.
  if (older.length === 0) return feedOf(page);
  return capped([...page.rows, ...older], feed);
}

/** The feed with the next older page at its end. */
export function withOlderPage<Row>(feed: Feed<Row>, page: Page<Row>, kind: RowKind<Row>): Feed<Row> {
  const held = new Set(feed.rows.map(kind.id));
  const older = page.rows.filter((row) => !held.has(kind.id(row)));
  const { nextCursor: _, ...rest } = feed;
  return capped([...feed.rows, ...older], page.nextCursor ? { ...rest, nextCursor: page.nextCursor } : rest);
}

/** The feed with newer versions of the rows it holds, each at its place; rows it does not hold stay out. */
export function withUpdates<Row>(feed: Feed<Row>, page: Page<Row>, kind: RowKind<Row>): Feed<Row> {
  const newer = new Map(page.rows.map((row) => [kind.id(row), row]));
  return { ...feed, rows: feed.rows.map((row) => newer.get(kind.id(row)) ?? row) };
}

/** How many rows of the newest page the feed does not hold; `more` when there are others beyond that page. */
export function countUnseen<Row>(
  feed: Feed<Row>,
  page: Page<Row>,
  kind: RowKind<Row>,
): { count: number; more: boolean } {
  const held = new Set(feed.rows.map(kind.id));
  const count = page.rows.filter((row) => !held.has(kind.id(row))).length;
  return { count, more: count > 0 && count === page.rows.length && page.nextCursor !== undefined };
}

function feedOf<Row>({ rows, nextCursor }: Page<Row>): Feed<Row> {
  return nextCursor === undefined ? { rows, isCapped: false } : { rows, nextCursor, isCapped: false };
}

function capped<Row>(rows: readonly Row[], feed: Feed<Row>): Feed<Row> {
  if (rows.length < MOST_ROWS) return { ...feed, rows, isCapped: false };
  const { nextCursor: _, ...rest } = feed;
  return { ...rest, rows: rows.slice(0, MOST_ROWS), isCapped: true };
}
