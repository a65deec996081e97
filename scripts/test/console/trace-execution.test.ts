import { describe, expect, it } from '@jest/globals';
import { executionEvents } from '../../src/console/execution-events.ts';
import { traceExecution, type WorkflowEvent } from '../../src/console/trace-execution.ts';

/** Events a second apart. */
function history(...events: [type: string, details?: Record<string, unknown>][]): WorkflowEvent[] {
  return events.map(([type, details = {}], index) => ({
    id: index + 1,
    type,
    timestamp: index * 1000,
    details,
  }));
}

const at = (second: number) => new Date(second * 1000).toISOString();

describe('traceExecution', () => {
  it('tells of a state that runs', () => {
    const events = history(
      ['ExecutionStarted'],
      ['TaskStateEntered', { name: 'StoreOrder' }],
      ['TaskScheduled'],
    );

    expect(traceExecution('order', events)).toEqual({
      name: 'order',
      status: 'RUNNING',
      startedAt: at(0),
      states: [{ name: 'StoreOrder', outcome: 'running', enteredAt: at(1), attempts: 1 }],
    });
  });

  it('counts attempts, and forgets the errors of a state that came through', () => {
    const failure = { error: 'Lambda.TooManyRequestsException', cause: 'Rate exceeded' };
    const events = history(
      ['ExecutionStarted'],
      ['TaskStateEntered', { name: 'StoreOrder' }],
      ['TaskScheduled'],
      ['TaskFailed', failure],
      ['TaskScheduled'],
      ['TaskTimedOut', {}],
      ['TaskScheduled'],
      ['TaskSucceeded'],
      ['TaskStateExited', { name: 'StoreOrder' }],
      ['ExecutionSucceeded'],
    );

    expect(traceExecution('order', events)).toMatchObject({
      status: 'SUCCEEDED',
      stoppedAt: at(9),
      states: [{ name: 'StoreOrder', outcome: 'succeeded', exitedAt: at(8), attempts: 3 }],
    });
    expect(traceExecution('order', events)?.states[0]).not.toHaveProperty('error');
  });

  it('says why a state failed that was left by its catcher, and why the execution did', () => {
    const cause = JSON.stringify({ errorType: 'OrderConflict', errorMessage: 'order a exists' });
    const events = history(
      ['ExecutionStarted'],
      ['TaskStateEntered', { name: 'StoreOrder' }],
      ['LambdaFunctionScheduled'],
      ['LambdaFunctionFailed', { error: 'OrderConflict', cause }],
      ['TaskStateExited', { name: 'StoreOrder' }],
      ['FailStateEntered', { name: 'Conflict' }],
      ['ExecutionFailed', { error: 'OrderConflict', cause }],
    );

    expect(traceExecution('order', events)).toMatchObject({
      status: 'FAILED',
      error: 'OrderConflict: order a exists',
      states: [
        { name: 'StoreOrder', outcome: 'failed', error: 'OrderConflict: order a exists' },
        { name: 'Conflict', outcome: 'failed', error: 'OrderConflict: order a exists' },
      ],
    });
  });

  it.each(['TimedOut', 'Aborted'])('says that the state failed in which the execution was %s', (how) => {
    const events = history(
      ['ExecutionStarted'],
      ['TaskStateEntered', { name: 'StoreOrder' }],
      [`Execution${how}`],
    );
    const execution = traceExecution('order', events);

    expect(execution?.status).toBe(how === 'Aborted' ? 'ABORTED' : 'TIMED_OUT');
    expect(execution?.states).toMatchObject([{ outcome: 'failed', error: execution?.status }]);
  });

  it('knows nothing of an execution whose beginning is forgotten', () => {
    expect(traceExecution('order', [])).toBeUndefined();
    expect(traceExecution('order', history(['TaskSucceeded'], ['ExecutionSucceeded']))).toBeUndefined();
  });
});

describe('executionEvents', () => {
  it('makes a line of each state, with what is unusual', () => {
    const events = executionEvents({
      name: 'order-1',
      status: 'FAILED',
      startedAt: at(0),
      stoppedAt: at(9),
      error: 'OrderNotQueued',
      states: [
        { name: 'StoreOrder', outcome: 'succeeded', enteredAt: at(1), exitedAt: at(2), attempts: 1 },
        {
          name: 'SendToQueue',
          outcome: 'failed',
          enteredAt: at(2),
          exitedAt: at(8),
          attempts: 3,
          error: 'throttled',
        },
      ],
    });

    expect(events).toEqual([
      { at: at(0), source: 'workflow', text: 'execution order-1 started', level: 'INFO' },
      { at: at(2), source: 'workflow', text: 'StoreOrder succeeded', level: 'INFO' },
      {
        at: at(8),
        source: 'workflow',
        text: 'SendToQueue failed (3 attempts)',
        reason: 'throttled',
        level: 'WARN',
      },
      {
        at: at(9),
        source: 'workflow',
        text: 'execution ended FAILED',
        reason: 'OrderNotQueued',
        level: 'ERROR',
      },
    ]);
  });
});
