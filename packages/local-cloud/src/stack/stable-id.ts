import { createHash } from 'node:crypto';

/** An id for a resource that AWS would draw at random: the same in every run, so data directories keep working. */
export function stableId(address: string, length: number): string {
  return createHash('sha256').update(address).digest('hex').slice(0, length);
}
