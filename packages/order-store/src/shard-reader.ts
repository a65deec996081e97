import type { QueryCommandOutput } from '@aws-sdk/lib-dynamodb';
import { isBefore, type Position } from './cursor.ts';
import { queryIndex, type TimeIndex } from './index-query.ts';

export interface ShardRow {
  readonly position: Position;
  readonly item: Readonly<Record<string, unknown>>;
}

/**
 * Reads one partition of an index from a position on, as far as somebody looks. DynamoDB sorts by time alone, so rows of
 * the time that a read ended in are handed out only when all of them are there.
 */
export class ShardReader {
  readonly #index: TimeIndex;
  readonly #shard: string;
  readonly #chunk: number;
  readonly #after: Position | undefined;
  #ready: ShardRow[] = [];
  #unsorted: ShardRow[] = [];
  #startKey: QueryCommandOutput['LastEvaluatedKey'];
  #isRead = false;

  /** `chunk` is how many rows one read takes. */
  constructor(index: TimeIndex, shard: string, chunk: number, after: Position | undefined) {
    this.#index = index;
    this.#shard = shard;
    this.#chunk = chunk;
    this.#after = after;
  }

  /** The next row; undefined: there is none. */
  async peek(): Promise<ShardRow | undefined> {
    while (this.#ready.length === 0 && !this.#isRead) await this.#read();
    return this.#ready[0];
  }

  take(): void {
    this.#ready.shift();
  }

  async #read(): Promise<void> {
    const { Items = [], LastEvaluatedKey } = await queryIndex(this.#index, {
      shard: this.#shard,
      limit: this.#chunk,
      time: this.#after && { operator: '<=', at: this.#after.at },
      startKey: this.#startKey,
    });
    this.#startKey = LastEvaluatedKey;
    this.#isRead = LastEvaluatedKey === undefined;
    const rows = [...this.#unsorted, ...Items.map((item) => this.#rowOf(item))];
    const lastTime = rows.at(-1)?.position.at;
    const isComplete = ({ position }: ShardRow) => this.#isRead || position.at !== lastTime;
    const isAfter = ({ position }: ShardRow) => !this.#after || isBefore(this.#after, position);
    this.#unsorted = rows.filter((row) => !isComplete(row));
    this.#ready = rows
      .filter((row) => isComplete(row) && isAfter(row))
      .sort((a, b) => (isBefore(a.position, b.position) ? -1 : 1));
  }

  #rowOf(item: Record<string, unknown>): ShardRow {
    const { index, idKey } = this.#index;
    const { [index.hashKey]: _, ...rest } = item;
    return { position: { at: String(item[index.rangeKey]), id: String(item[idKey]) }, item: rest };
  }
}
