import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { withTimeout } from '../src/with-timeout.ts';

/** A call that ends when it is aborted, as the SDK's does. */
const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });

describe('withTimeout', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('aborts a call that takes longer, and says why', async () => {
    const call = withTimeout(27_000, untilAborted);
    const outcome = expect(call).rejects.toMatchObject({
      name: 'TimeoutError',
      message: 'no answer within 27000 ms',
    });
    jest.advanceTimersByTime(27_000);

    await outcome;
  });

  it.each([
    ['answered', async () => 'answer'],
    ['failed', async () => Promise.reject(new Error('refused'))],
  ])('leaves nothing behind of a call that %s', async (_outcome, answer) => {
    const signals: AbortSignal[] = [];
    await withTimeout(27_000, (signal) => {
      signals.push(signal);
      return answer();
    }).catch(() => {});

    expect(jest.getTimerCount()).toBe(0);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    expect(getEventListeners(signals[0] as AbortSignal, 'abort')).toEqual([]);
  });

  it('gives back what the call comes to', async () => {
    await expect(withTimeout(1, async () => 'answer')).resolves.toBe('answer');
    await expect(withTimeout(1, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  });
});
