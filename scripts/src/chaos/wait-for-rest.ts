import { setTimeout as delay } from 'node:timers/promises';
import type { Activity } from './activity.ts';
import type { Evidence } from './evidence.ts';
import type { Recorder } from './recorder.ts';
import type { SystemState } from './system-state.ts';

export interface RestOptions {
  readonly recorder: Recorder;
  readonly activity: Activity;
  readonly state: SystemState;
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal;
}

const POLL_MS = 100;
/** Cold starts log nothing while they last: nothing may happen for longer than one of them takes. */
const QUIET_POLLS = 8;

/** The evidence once nothing is in flight any more; after `timeoutSeconds`, as it is then. */
export async function waitForRest(options: RestOptions): Promise<Evidence> {
  const { recorder, activity, state, timeoutSeconds, signal } = options;
  const deadline = Date.now() + timeoutSeconds * 1000;
  let happened = recorder.events.length;
  let quietPolls = 0;
  for (;;) {
    await delay(POLL_MS, undefined, { signal });
    const messagesLeft = await state.messagesLeft();
    const isQuiet = isEmpty(messagesLeft) && activity.executions().length + activity.invocations() === 0;
    quietPolls = isQuiet && recorder.events.length === happened ? quietPolls + 1 : 0;
    happened = recorder.events.length;
    const isLate = Date.now() > deadline;
    if (quietPolls < QUIET_POLLS && !isLate) continue;
    const tables = await state.tables();
    // What happened while the tables were read may be in one of them and not in the other.
    if (recorder.events.length !== happened && !isLate) continue;
    return { ...tables, events: recorder.events, messagesLeft, executionsLeft: activity.executions() };
  }
}

/** Whether a message is left in neither queue. */
function isEmpty(messagesLeft: Evidence['messagesLeft']): boolean {
  return Object.values(messagesLeft).every((count) => count === 0);
}
