import { describe, expect, it } from '@jest/globals';
import { rateBars } from '../src/state/rate-bars.ts';
import {
  MOST_SAMPLES,
  nextSampleStart,
  type RateHistory,
  ratesSince,
  withSample,
} from '../src/state/rate-history.ts';

const counts = (fulfilled: number, failed: number, more = false) => ({
  PENDING: { count: 0, more: false },
  FULFILLED: { count: fulfilled, more },
  FAILED: { count: failed, more: false },
});

function samples(count: number): RateHistory {
  let history: RateHistory = [];
  for (let index = 0; index < count; index += 1) {
    history = withSample(history, counts(40, 10), index * 5000, (index + 1) * 5000);
  }
  return history;
}

describe('the history of rates', () => {
  it('keeps the last samples only', () => {
    expect(samples(MOST_SAMPLES * 3)).toHaveLength(MOST_SAMPLES);
  });

  it('samples from the end of the last sample, but not across a long silence', () => {
    const history = samples(2);

    expect(nextSampleStart(history, 15_000, 5000)).toBe(10_000);
    expect(nextSampleStart(history, 600_000, 5000)).toBe(595_000);
    expect(nextSampleStart([], 600_000, 5000)).toBe(595_000);
  });

  it('tells how many ended per second and how many of them were fulfilled', () => {
    expect(ratesSince(samples(4), 0)).toEqual({ endedPerSecond: 10, successRate: 0.8, isPartial: false });
  });

  it('knows no success rate when nothing ended, and nothing without samples', () => {
    expect(ratesSince(withSample([], counts(0, 0), 0, 5000), 0)?.successRate).toBeUndefined();
    expect(ratesSince([], 0)).toBeUndefined();
  });

  it('says when counting stopped early', () => {
    expect(ratesSince(withSample([], counts(10_000, 0, true), 0, 5000), 0)?.isPartial).toBe(true);
  });
});

describe('rateBars', () => {
  it('stacks what failed on what was fulfilled, inside the chart, the last at its right edge', () => {
    const { bars, top } = rateBars(samples(10), 5000);

    expect(top).toBe(10);
    for (const { fulfilled, failed } of bars) {
      expect(fulfilled.height).toBeCloseTo(0.8);
      expect(failed.y + failed.height).toBeCloseTo(fulfilled.y);
      expect(failed.y).toBeGreaterThanOrEqual(0);
    }
    const last = bars.at(-1);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo(1);
  });

  it('has a top even when nothing ended', () => {
    expect(rateBars([], 5000)).toEqual({ bars: [], top: 1 });
  });
});
