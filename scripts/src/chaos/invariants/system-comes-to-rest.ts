import type { Invariant } from './invariant.ts';

const NAMED = 10;

/** Once the clients are done and the faults are over, nothing is left in flight. */
export const systemComesToRest: Invariant = {
  name: 'the system comes to rest',
  violations(stories, { messagesLeft, executionsLeft, invocationsLeft, cameToRest }) {
    const left = Object.entries(messagesLeft).filter(([, count]) => count > 0);
    const inFlight = stories.filter(({ isInFlight }) => isInFlight).map(({ orderId }) => orderId);
    const ids = inFlight.length > NAMED ? [...inFlight.slice(0, NAMED), '…'] : inFlight;
    const found = [
      ...left.map(([queue, count]) => ({
        message: `${count} messages are left in the ${queue}: ${ids.join(', ')}`,
      })),
      ...executionsLeft.map((orderId) => ({ orderId, message: 'its execution still runs' })),
      ...(invocationsLeft > 0 ? [{ message: `${invocationsLeft} invocations still run` }] : []),
    ];
    if (cameToRest || found.length > 0) return found;
    return [{ message: 'nothing is left, and something still happened until the wait was given up' }];
  },
};
