import { describe, expect, it } from '@jest/globals';
import { prepareDefinition } from '../../src/step-functions/prepare-definition.ts';
import { oneTask } from './start-step-functions.ts';

describe('prepareDefinition', () => {
  it('shrinks waits and retry intervals, and no timeout', () => {
    const retry = { ErrorEquals: ['A'], IntervalSeconds: 10, MaxDelaySeconds: 30, BackoffRate: 2 };
    const definition = {
      ...oneTask(
        { TimeoutSeconds: 7, Retry: [retry, { ErrorEquals: ['B'] }] },
        { Pause: { Type: 'Wait', Seconds: 20 } },
      ),
      TimeoutSeconds: 100,
    };

    const prepared = prepareDefinition(definition, { type: 'STANDARD', timeScale: 10 });

    expect(prepared.TimeoutSeconds).toBe(100);
    expect(prepared.States.Pause?.Seconds).toBe(2);
    expect(prepared.States.Work?.TimeoutSeconds).toBe(7);
    expect(prepared.States.Work?.Retry).toEqual([
      { ErrorEquals: ['A'], IntervalSeconds: 1, MaxDelaySeconds: 3, BackoffRate: 2 },
      { ErrorEquals: ['B'], IntervalSeconds: 0.1 },
    ]);
  });

  it('gives AWS timeouts to what has none', () => {
    const express = prepareDefinition(oneTask(), { type: 'EXPRESS', timeScale: 1 });
    const standard = prepareDefinition(oneTask(), { type: 'STANDARD', timeScale: 1 });

    expect(express.TimeoutSeconds).toBe(300);
    expect(standard.TimeoutSeconds).toBeUndefined();
    // More would not fit in a timer, which then fires at once.
    expect(standard.States.Work?.TimeoutSeconds).toBe(2_147_483);
  });
});
