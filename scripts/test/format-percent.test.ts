import { describe, expect, it } from '@jest/globals';
import { formatPercent } from '../src/format-percent.ts';

describe('formatPercent', () => {
  it.each([
    [0, '0 %'],
    [0.02, '2 %'],
    [0.07, '7 %'],
    [0.29, '29 %'],
    [0.005, '0.5 %'],
    [1, '100 %'],
  ])('writes %d as %s', (rate, text) => {
    expect(formatPercent(rate)).toBe(text);
  });
});
