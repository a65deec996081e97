import type { Order } from 'order-model';

/**
 * Partition of the status index that an order belongs to: `<status>#<0..shards-1>`. A bare status would put every
 * write of a busy day on one partition (1,000 WCU/s).
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-sharding.html
 */
export function statusShard({ order_id, status }: Order, shards: number): string {
  return `${status}#${fnv1a(order_id) % shards}`;
}

/** 32-bit FNV-1a: the shard of an order never moves, in any version of the code. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
