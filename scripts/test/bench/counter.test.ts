import { describe, expect, it } from '@jest/globals';
import { createCounter } from '../../src/bench/counter.ts';

const NEVER_MS = 1_000_000;

describe('createCounter', () => {
  it('tells of each count that somebody waits for', async () => {
    const counter = createCounter();
    const told: number[] = [];
    const waiting = [2, 1].map((target) => counter.reaches(target).then(() => told.push(target)));

    counter.increment();
    counter.increment();
    await Promise.all([...waiting, counter.reaches(1)]);

    expect(told).toEqual([1, 2]);
  });

  it('waits no longer where nothing is counted any more', async () => {
    const counter = createCounter();
    counter.increment();

    await counter.reachesOrStalls(2, 1, new AbortController().signal);
  });

  it('is aborted', async () => {
    const interrupt = new AbortController();
    const waiting = createCounter().reachesOrStalls(1, NEVER_MS, interrupt.signal);

    interrupt.abort(new Error('interrupted'));

    await expect(waiting).rejects.toThrow('interrupted');
  });
});
