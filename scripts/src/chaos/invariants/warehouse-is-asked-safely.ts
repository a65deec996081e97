import type { OrderStory } from '../order-story.ts';
import { lateAsks, readOf } from '../overlapping-asks.ts';
import { ofEachOrder } from './invariant.ts';

/**
 * The warehouse is asked with one idempotency key per order, and by no delivery that could know the order FULFILLED;
 * and what is FULFILLED was fulfilled by the warehouse first.
 *
 * Two deliveries of one order may overlap (SQS delivers at least once, and again when a function outlives the
 * visibility timeout). Both may read the order before either has recorded FULFILLED, and both ask: without a lease
 * nothing could stop the second one, and a lease would have to outlive a crash. The key is what makes that safe. It
 * excuses no delivery that sat on what it had read for longer than a visibility timeout.
 *
 * What a delivery could know is told by the version (updated_at) of the order it asks with, as reads are consistent:
 * their place in the journal may be off by the time an answer takes.
 */
export const warehouseIsAskedSafely = ofEachOrder(
  'the warehouse is asked safely',
  (story, { visibilityTimeoutMs }) => [
    ...story.asks
      .filter(({ idempotencyKey }) => idempotencyKey !== story.orderId)
      .map(({ idempotencyKey }) => `the warehouse was asked with the idempotency key ${idempotencyKey}`),
    ...story.asks
      .filter(({ status }) => status === 'FULFILLED')
      .map(({ environment }) => `${environment} had read FULFILLED, and asked the warehouse`),
    ...asksWithoutRead(story),
    ...staleAsks(story, visibilityTimeoutMs),
    ...fulfillments(story),
  ],
);

/** Each delivery reads the order, asks once and records: who asks more often than it read has asked again. */
function asksWithoutRead({ asks, reads }: OrderStory): string[] {
  return asks.flatMap((ask) => {
    const isOfAsk = (event: { environment: string; updatedAt?: string; sequence: number }) =>
      event.environment === ask.environment &&
      event.updatedAt === ask.updatedAt &&
      event.sequence <= ask.sequence;
    if (asks.filter(isOfAsk).length <= reads.filter(isOfAsk).length) return [];
    return [`${ask.environment} asked the warehouse again without reading the order again`];
  });
}

function staleAsks(story: OrderStory, visibilityTimeoutMs: number): string[] {
  return lateAsks(story).flatMap((ask) => {
    const read = readOf(ask, story);
    const ageMs = read ? ask.atMs - read.atMs : 0;
    if (ageMs <= visibilityTimeoutMs) return [];
    return [`${ask.environment} asked after FULFILLED was recorded, ${Math.round(ageMs)} ms after its read`];
  });
}

function fulfillments({ asks, writes, order }: OrderStory): string[] {
  const problems: string[] = [];
  const [first, ...more] = asks.filter(({ fulfilled }) => fulfilled);
  if (more.length > 0) problems.push(`the warehouse fulfilled it ${1 + more.length} times`);
  const recorded = writes.find(({ status }) => status === 'FULFILLED');
  if (!first && (recorded || order?.status === 'FULFILLED')) {
    problems.push('FULFILLED, and the warehouse never fulfilled it');
  }
  if (first && recorded && recorded.sequence < first.sequence) {
    problems.push('recorded as FULFILLED before the warehouse fulfilled it');
  }
  return problems;
}
