import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createEnvironmentPool } from '../../src/lambda/environment-pool.ts';
import type { ExecutionEnvironmentEvents } from '../../src/lambda/execution-environment.ts';
import { type Invocation, succeeded } from '../../src/lambda/invocation.ts';
import type { FunctionSpec } from '../../src/stack/stack.ts';

/** Environments that answer when they are told to, numbered in the order of their start. */
function createPool(maxEnvironments: number) {
  const started: { running: string[]; answer(): void }[] = [];
  const start = (first: Invocation, events: ExecutionEnvironmentEvents) => {
    let current = first;
    const running = [String(first.payload)];
    started.push({
      running,
      answer() {
        current.settle(succeeded(current.requestId, current.payload.toString()));
        events.onIdle();
      },
    });
    return {
      assign(invocation: Invocation) {
        current = invocation;
        running.push(String(invocation.payload));
      },
      kill: () => events.onExit(undefined),
    };
  };
  const spec = { functionName: 'quick' } as FunctionSpec;
  const pool = createEnvironmentPool({ spec, maxEnvironments, start });
  return {
    pool,
    ran: () => started.map(({ running }) => running),
    answer: (at: number) => started[at]?.answer(),
  };
}

describe('createEnvironmentPool', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('gives an invocation the environment at work, where that is done in a moment', () => {
    const { pool, ran, answer } = createPool(4);
    pool.invoke('1');
    pool.invoke('2');

    answer(0);
    jest.runAllTimers();

    expect(ran()).toEqual([['1', '2']]);
  });

  it('starts another one for an invocation that has waited for long enough', () => {
    const { pool, ran } = createPool(4);
    pool.invoke('1');
    pool.invoke('2');
    expect(ran()).toEqual([['1']]);

    jest.runAllTimers();

    expect(ran()).toEqual([['1'], ['2']]);
  });

  it('wakes one that rests before it starts another', () => {
    const { pool, ran, answer } = createPool(4);
    pool.invoke('1');
    pool.invoke('2');
    jest.runAllTimers();
    answer(1);
    answer(0);

    pool.invoke('3');
    pool.invoke('4');
    jest.runAllTimers();

    expect(ran()).toEqual([
      ['1', '3'],
      ['2', '4'],
    ]);
  });

  it('lets invocations wait in their order once there are as many environments as there may be', () => {
    const { pool, ran, answer } = createPool(1);
    for (const payload of ['1', '2', '3']) pool.invoke(payload);
    jest.runAllTimers();
    expect(ran()).toEqual([['1']]);

    answer(0);
    answer(0);

    expect(ran()).toEqual([['1', '2', '3']]);
  });
});
