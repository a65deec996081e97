import { describe, expect, it } from '@jest/globals';
import { backoffSeconds } from '../src/backoff.ts';

const LOWEST = () => 0;
const HIGHEST = () => 1 - Number.EPSILON;

describe('backoffSeconds', () => {
  it('doubles its ceiling with every receive', () => {
    expect([1, 2, 3].map((count) => backoffSeconds(count, 9, HIGHEST))).toEqual([10, 20, 40]);
  });

  it('may be as short as a second', () => {
    expect([1, 2, 3].map((count) => backoffSeconds(count, 9, LOWEST))).toEqual([1, 1, 1]);
  });

  it('stays under its limit, in whole seconds as SQS takes them', () => {
    const longest = backoffSeconds(60, 1000, HIGHEST);

    expect(longest).toBe(900);
    expect(Number.isInteger(backoffSeconds(2, 9, () => 0.123))).toBe(true);
  });

  it('is nothing after the last receive, which leaves the dead-letter queue only', () => {
    expect([3, 4].map((count) => backoffSeconds(count, 3, HIGHEST))).toEqual([0, 0]);
  });
});
