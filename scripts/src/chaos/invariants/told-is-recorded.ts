import type { FaultHit, Recorded, WarehouseAsked } from '../events.ts';
import type { Evidence } from '../evidence.ts';
import type { OrderStory } from '../order-story.ts';
import { readOf } from '../overlapping-asks.ts';
import { ofEachOrder } from './invariant.ts';

/**
 * An order of which a delivery was told FULFILLED ends FULFILLED, unless a fault may have come between the answer and
 * its record. Then FAILED is legitimate: the delivery was killed, the next ones too or told nothing, and the message
 * died. Which delivery a fault hit is not known: any fault of fulfill-order or of its table since that delivery had read
 * the order excuses it, so under many faults this sees little, and all of what is delivered after them.
 */
export const toldIsRecorded = ofEachOrder('what the warehouse told is recorded', (story, { events }) => {
  if (story.isInFlight || !isFulfilledButFailed(story)) return [];
  // It was recorded then, and changed after that.
  if (story.writes.some(({ status }) => status === 'FULFILLED')) return [];
  return story.asks
    .filter((ask) => isTold(ask) && !mayBeHit(ask, story, events))
    .map(
      ({ environment }) =>
        `${environment} was told FULFILLED, no fault came after it, and the order is FAILED`,
    );
});

/** Whether the warehouse fulfilled an order and a delivery was told so, and the order is FAILED all the same. */
export function isFulfilledButFailed({ order, asks }: OrderStory): boolean {
  return order?.status === 'FAILED' && asks.some(isTold);
}

/** At once: a late answer may come when the function is no longer there. */
function isTold({ outcome, answer }: WarehouseAsked): boolean {
  return outcome === 'FULFILLED' && answer === 'told';
}

function mayBeHit(ask: Recorded<WarehouseAsked>, story: OrderStory, events: Evidence['events']): boolean {
  const since = (readOf(ask, story) ?? ask).sequence;
  const faults = events.filter((event) => event.kind === 'fault').filter(isOfFulfillment);
  const lastBefore = faults.findLast(({ fault, sequence }) => fault === 'outage' && sequence < since);
  const isDown = lastBefore !== undefined && lastBefore.detail !== 'ends';
  return isDown || faults.some(({ sequence }) => sequence > since);
}

function isOfFulfillment({ fault, target, by }: FaultHit): boolean {
  if (target.endsWith('fulfill-order')) return true;
  return target.startsWith('dynamodb:') && (by === 'fulfill-order' || fault === 'outage');
}
