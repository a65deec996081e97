import type { TimelineEvent } from './function-event.ts';
import type { TracedExecution, VisitedState } from './trace-execution.ts';

/** What an execution did, as events of its order's timeline. */
export function executionEvents(execution: TracedExecution): TimelineEvent[] {
  const { name, status, startedAt, stoppedAt, error, states } = execution;
  const source = 'workflow';
  return [
    { at: startedAt, source, text: `execution ${name} started`, level: 'INFO' },
    ...states.map(stateEvent),
    ...(stoppedAt === undefined
      ? []
      : [
          {
            at: stoppedAt,
            source,
            text: `execution ended ${status}`,
            ...(error !== undefined && { reason: error }),
            level: status === 'SUCCEEDED' ? 'INFO' : 'ERROR',
          } as const,
        ]),
  ];
}

function stateEvent({ name, outcome, enteredAt, exitedAt, error, attempts }: VisitedState): TimelineEvent {
  const times = attempts > 1 ? ` (${attempts} attempts)` : '';
  return {
    at: exitedAt ?? enteredAt,
    source: 'workflow',
    text: `${name} ${outcome}${times}`,
    ...(error !== undefined && { reason: error }),
    level: outcome === 'failed' ? 'WARN' : 'INFO',
  };
}
