import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ApiError, UnreachableError } from '../src/api/api-error.ts';
import { retryDelayMs } from '../src/state/backoff.ts';
import { observable } from '../src/state/observable.ts';
import { poller } from '../src/state/poller.ts';

describe('retryDelayMs', () => {
  it('doubles from a second and stays bounded', () => {
    expect([1, 2, 3, 4, 5, 50].map(retryDelayMs)).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000]);
  });
});

describe('poller', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  /** A poller whose loads are answered as scripted, and what can be seen of it. */
  function scripted(...answers: (string | Error)[]) {
    let loads = 0;
    const isHidden = observable(false);
    const poll = poller({
      intervalMs: 2000,
      visibility: { isHidden: isHidden.get, subscribe: isHidden.subscribe },
      load: async () => {
        const answer = answers[Math.min(loads, answers.length - 1)] ?? '';
        loads += 1;
        if (answer instanceof Error) throw answer;
        return answer;
      },
    });
    return { poll, isHidden, loads: () => loads };
  }

  it('loads at once and then at its interval, until it is stopped', async () => {
    const { poll, loads } = scripted('a', 'b', 'c');

    const stop = poll.start();
    await jest.advanceTimersByTimeAsync(0);
    expect(poll.state.get().data).toBe('a');
    await jest.advanceTimersByTimeAsync(4000);
    expect(poll.state.get().data).toBe('c');
    stop();
    await jest.advanceTimersByTimeAsync(60_000);

    expect(loads()).toBe(3);
  });

  it('keeps the data while the API is down, says when it tries again, and recovers', async () => {
    const down = new UnreachableError('the API does not answer');
    const { poll } = scripted('a', down, down, 'b');

    poll.start();
    await jest.advanceTimersByTimeAsync(2000);
    expect(poll.state.get()).toMatchObject({ data: 'a', error: down, retryAt: Date.now() + 1000 });
    await jest.advanceTimersByTimeAsync(1000);
    expect(poll.state.get()).toMatchObject({ data: 'a', error: down, retryAt: Date.now() + 2000 });
    await jest.advanceTimersByTimeAsync(2000);

    expect(poll.state.get()).toMatchObject({ data: 'b', error: undefined });
  });

  it('asks nothing while nobody looks, and at once when somebody does', async () => {
    const { poll, isHidden, loads } = scripted('a');

    poll.start();
    await jest.advanceTimersByTimeAsync(0);
    isHidden.set(true);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(loads()).toBe(1);
    isHidden.set(false);
    await jest.advanceTimersByTimeAsync(0);

    expect(loads()).toBe(2);
  });

  it('does not repeat what was refused: other credentials are needed', async () => {
    const { poll, loads } = scripted(new ApiError(403, {}));

    poll.start();
    await jest.advanceTimersByTimeAsync(120_000);

    expect(loads()).toBe(1);
    expect(poll.state.get().retryAt).toBeUndefined();
  });

  it('waits as long as the API asks it to', async () => {
    const { poll, loads } = scripted(new ApiError(503, {}, 10), 'a');

    poll.start();
    await jest.advanceTimersByTimeAsync(9000);
    expect(loads()).toBe(1);
    await jest.advanceTimersByTimeAsync(1000);

    expect(poll.state.get().data).toBe('a');
  });
});
