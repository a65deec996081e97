import { describe, expect, it } from '@jest/globals';
import { median, percentile } from '../../src/bench/statistics.ts';

describe('median', () => {
  it.each([
    { values: [3, 1, 2], expected: 2 },
    { values: [4, 1, 3, 2], expected: 2.5 },
    { values: [7], expected: 7 },
    { values: [], expected: Number.NaN },
  ])('of $values is $expected', ({ values, expected }) => {
    expect(median(values)).toBe(expected);
  });
});

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it.each([
    { share: 0.5, expected: 50 },
    { share: 0.95, expected: 95 },
    { share: 0.99, expected: 99 },
    { share: 1, expected: 100 },
    { share: 0, expected: 1 },
  ])('$share of 1 to 100 is $expected', ({ share, expected }) => {
    expect(percentile(hundred, share)).toBe(expected);
  });

  it('is a value that was measured, and NaN of none', () => {
    expect(percentile([1, 10], 0.51)).toBe(10);
    expect(percentile([], 0.5)).toBeNaN();
  });
});
