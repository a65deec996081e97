/**
 * Partition of an index that an item belongs to: `<word>#<0..shards-1>`. A bare status would put every write of a busy
 * day on one partition (1,000 WCU/s).
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-sharding.html
 */
export function shardOf(word: string, id: string, shards: number): string {
  return `${word}#${fnv1a(id) % shards}`;
}

/** Every partition of these words. */
export function shardsOf(words: readonly string[], shards: number): string[] {
  return words.flatMap((word) => Array.from({ length: shards }, (_, shard) => `${word}#${shard}`));
}

/** 32-bit FNV-1a: the shard of an item never moves, in any version of the code. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
