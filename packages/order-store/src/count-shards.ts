import type { QueryCommandOutput } from '@aws-sdk/lib-dynamodb';
import type { Count } from 'order-model';
import { queryIndex, type TimeIndex } from './index-query.ts';

/** Rows one read counts at most. */
const CHUNK = 1000;

/** How many rows the partitions hold together from `since` on, counted as far as `max`. */
export async function countShards(
  index: TimeIndex,
  shards: readonly string[],
  max: number,
  since?: string,
): Promise<Count> {
  let counted = 0;
  let more = false;
  const count = async (shard: string): Promise<void> => {
    let startKey: QueryCommandOutput['LastEvaluatedKey'];
    do {
      const { Count = 0, LastEvaluatedKey } = await queryIndex(index, {
        shard,
        limit: Math.min(CHUNK, max + 1),
        select: 'COUNT',
        time: since === undefined ? undefined : { operator: '>=', at: since },
        startKey,
      });
      counted += Count;
      startKey = LastEvaluatedKey;
    } while (startKey && counted <= max);
    more ||= startKey !== undefined;
  };
  await Promise.all(shards.map(count));
  return { count: Math.min(counted, max), more: more || counted > max };
}
