import { mayChange } from 'order-model';
import type { OrderWritten } from '../events.ts';
import { ofEachOrder } from './invariant.ts';

/**
 * Each write makes the order or changes it as it may be changed, and is the business of who wrote it: order-storage and
 * dlq-handler create orders and give them up, fulfill-order records what came of them. Nothing becomes PENDING again, as
 * nobody redrives here. What leaves FULFILLED is for the invariant of that name.
 */
export const statusChangesAreAllowed = ofEachOrder('status changes are allowed ones', ({ writes }) =>
  writes.flatMap((write, index) => {
    const previous = writes[index - 1];
    if (previous?.status === 'FULFILLED') return [];
    const problem = previous ? problemOfChange(previous, write) : problemOfCreation(write);
    return problem === undefined ? [] : [`${write.by} ${problem}`];
  }),
);

function problemOfCreation({ by, status, content }: OrderWritten): string | undefined {
  if (!content) return `wrote ${status} to an order that nobody had created`;
  // An order that could not be stored is FAILED from the beginning.
  const isAllowed =
    by === 'order-storage' ? status !== 'FULFILLED' : by === 'dlq-handler' && status === 'FAILED';
  return isAllowed ? undefined : `created the order as ${status}`;
}

function problemOfChange(previous: OrderWritten, { by, status, content }: OrderWritten): string | undefined {
  const change = `${previous.status} to ${status}`;
  if (content) return `created the order again, from ${change}`;
  if (!mayChange(previous.status, status) || status === 'PENDING') return `changed ${change}`;
  const givesUp = previous.status === 'PENDING' && status === 'FAILED';
  const isAllowed = by === 'fulfill-order' || (givesUp && (by === 'order-storage' || by === 'dlq-handler'));
  return isAllowed ? undefined : `changed ${change}`;
}
