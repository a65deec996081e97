import type { Invariant } from './invariant.ts';

const NAMED = 10;

/** Once the clients are done and the faults are over, nothing is left in flight. */
export const systemComesToRest: Invariant = {
  name: 'the system comes to rest',
  violations(stories, { messagesLeft, executionsLeft }) {
    const left = Object.entries(messagesLeft).filter(([, count]) => count > 0);
    const inFlight = stories.filter(({ isInFlight }) => isInFlight).map(({ orderId }) => orderId);
    const ids = inFlight.length > NAMED ? [...inFlight.slice(0, NAMED), '…'] : inFlight;
    return [
      ...left.map(([queue, count]) => ({
        message: `${count} messages are left in the ${queue}: ${ids.join(', ')}`,
      })),
      ...executionsLeft.map((orderId) => ({ orderId, message: 'its execution still runs' })),
    ];
  },
};
