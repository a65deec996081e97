import type { OrderRead, Recorded, WarehouseAsked } from './events.ts';
import type { OrderStory } from './order-story.ts';

/** Requests to the warehouse by deliveries that had read the order before another one recorded it FULFILLED. */
export function lateAsks({ asks, writes }: OrderStory): readonly Recorded<WarehouseAsked>[] {
  const recorded = writes.find(({ status }) => status === 'FULFILLED');
  if (!recorded) return [];
  return asks.filter((ask) => ask.sequence > recorded.sequence && ask.status !== 'FULFILLED');
}

/** The read with whose result the warehouse was asked. */
export function readOf(
  ask: Recorded<WarehouseAsked>,
  { reads }: OrderStory,
): Recorded<OrderRead> | undefined {
  return reads.findLast(
    ({ environment, updatedAt, sequence }) =>
      environment === ask.environment && updatedAt === ask.updatedAt && sequence <= ask.sequence,
  );
}
