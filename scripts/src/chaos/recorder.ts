import type { ChaosEvent, Recorded } from './events.ts';

/** Writes down what happens in a run, whoever sees it, in one order. */
export interface Recorder {
  readonly events: readonly Recorded[];
  record(event: ChaosEvent): void;
}

export function createRecorder(now: () => number = () => performance.now()): Recorder {
  const startedAt = now();
  const events: Recorded[] = [];
  return {
    events,
    record(event) {
      events.push({ ...event, sequence: events.length, atMs: now() - startedAt });
    },
  };
}
