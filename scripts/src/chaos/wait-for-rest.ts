import { setTimeout as delay } from 'node:timers/promises';
import type { OrderSystem } from '../order-system.ts';
import type { Activity } from './activity.ts';
import type { Evidence } from './evidence.ts';
import { messagesLeft } from './messages-left.ts';
import type { Recorder } from './recorder.ts';
import type { SystemNames } from './system-names.ts';

export interface RestOptions {
  readonly recorder: Recorder;
  readonly activity: Activity;
  readonly system: OrderSystem;
  readonly names: SystemNames;
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal;
}

/** What is there once nothing happens any more. */
export type RestingState = Pick<
  Evidence,
  'orders' | 'failedOrders' | 'messagesLeft' | 'executionsLeft' | 'invocationsLeft' | 'cameToRest'
>;

const POLL_MS = 100;
/** Cold starts log nothing while they last: nothing may happen for longer than one of them takes. */
const QUIET_POLLS = 8;

/** The state once nothing is in flight any more; after `timeoutSeconds`, as it is then, and not come to rest. */
export async function waitForRest(options: RestOptions): Promise<RestingState> {
  const { recorder, activity, system, names, timeoutSeconds, signal } = options;
  const deadline = Date.now() + timeoutSeconds * 1000;
  let happened = recorder.events.length;
  let quietPolls = 0;
  for (;;) {
    await delay(POLL_MS, undefined, { signal });
    const messages = await messagesLeft(system.sqs, names);
    const left = {
      messagesLeft: messages,
      executionsLeft: activity.executions(),
      invocationsLeft: activity.invocations(),
    };
    const isQuiet = recorder.events.length === happened && isNothing(left);
    quietPolls = isQuiet ? quietPolls + 1 : 0;
    happened = recorder.events.length;
    const isLate = Date.now() > deadline;
    if (quietPolls < QUIET_POLLS && !isLate) continue;
    const [orders, failedOrders] = await Promise.all([system.orders(), system.failedOrders()]);
    // What happened while the tables were read may be in one of them and not in the other.
    const cameToRest = quietPolls >= QUIET_POLLS && recorder.events.length === happened;
    if (cameToRest || isLate) return { orders, failedOrders, ...left, cameToRest };
  }
}

function isNothing(left: Pick<Evidence, 'messagesLeft' | 'executionsLeft' | 'invocationsLeft'>): boolean {
  const messages = Object.values(left.messagesLeft).reduce((sum, count) => sum + count, 0);
  return messages + left.executionsLeft.length + left.invocationsLeft === 0;
}
