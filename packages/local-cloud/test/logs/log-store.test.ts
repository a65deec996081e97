import { describe, expect, it } from '@jest/globals';
import { LogStore } from '../../src/logs/log-store.ts';

describe('LogStore', () => {
  it('drops the oldest events of a full group, and streams with them', () => {
    const store = new LogStore({ logGroupNames: ['g'], eventsPerGroup: 3 });

    store.write('g', { logStreamName: 'old', timestamp: 0, message: 'event' });
    for (let n = 1; n <= 4; n += 1)
      store.write('g', { logStreamName: 'new', timestamp: n, message: 'event' });

    const events = store.logGroup('g')?.events;
    const kept = [0, 1, 2, 3, 4].map((sequence) => events?.at(sequence)?.timestamp);
    expect(kept).toEqual([undefined, undefined, 2, 3, 4]);
    expect(events?.streams()).toMatchObject([{ name: 'new', eventCount: 3, lastEventTimestamp: 4 }]);
    expect(events?.storedBytes).toBe(15);
  });

  it('creates a group that nobody declared with its first event', () => {
    const store = new LogStore({ logGroupNames: ['b'] });

    store.write('a', { logStreamName: 's', timestamp: 0, message: 'event' });

    expect(store.logGroups().map(({ name }) => name)).toEqual(['a', 'b']);
  });
});
