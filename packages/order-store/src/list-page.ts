import type { Page } from 'order-model';
import { isBefore, readCursor, writeCursor } from './cursor.ts';
import type { TimeIndex } from './index-query.ts';
import { ShardReader } from './shard-reader.ts';

export interface ListOptions {
  /** Names what is listed: a cursor of one list is none of another. */
  readonly list: string;
  /** The partitions that hold the list. */
  readonly shards: readonly string[];
  /** Over how many of them the rows of a time are spread. */
  readonly spread: number;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A page ends before it has more: a Lambda function answers with 6 MB at most. */
const MAX_CHARACTERS = 2_000_000;

/**
 * A page of the rows in several partitions, merged newest first. What it reads depends on its limit and the number of
 * partitions, not on the size of the table. Throws InvalidCursorError.
 */
export async function listPage<Row>(index: TimeIndex, options: ListOptions): Promise<Page<Row>> {
  const { list, shards, spread, limit, cursor } = options;
  const after = cursor === undefined ? undefined : readCursor(list, cursor);
  // Twice a partition's share, as shares differ, and the row that tells that the others of its time are there.
  const chunk = Math.min(limit, Math.ceil((2 * limit) / spread)) + 1;
  const readers = shards.map((shard) => new ShardReader(index, shard, chunk, after));
  const items: unknown[] = [];
  /** An order that changes status while its partitions are read may be met in two of them: its newer entry comes first. */
  const seen = new Set<string>();
  let characters = 0;
  for (let last = after; ; ) {
    const newest = await newestOf(readers);
    if (!newest) return { rows: items as Row[] };
    newest.reader.take();
    if (seen.has(newest.row.position.id)) continue;
    seen.add(newest.row.position.id);
    characters += JSON.stringify(newest.row.item).length;
    const isFull = items.length === limit || (items.length > 0 && characters > MAX_CHARACTERS);
    if (isFull && last) return { rows: items as Row[], next_cursor: writeCursor(list, last) };
    items.push(newest.row.item);
    last = newest.row.position;
  }
}

async function newestOf(readers: readonly ShardReader[]) {
  const heads = await Promise.all(readers.map(async (reader) => ({ reader, row: await reader.peek() })));
  return heads
    .flatMap(({ reader, row }) => (row ? [{ reader, row }] : []))
    .reduce<{ reader: ShardReader; row: NonNullable<Awaited<ReturnType<ShardReader['peek']>>> } | undefined>(
      (newest, head) => (newest && isBefore(newest.row.position, head.row.position) ? newest : head),
      undefined,
    );
}
