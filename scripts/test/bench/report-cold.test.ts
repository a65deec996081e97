import { describe, expect, it } from '@jest/globals';
import { type ColdStarts, reportCold } from '../../src/bench/report-cold.ts';

const starts = (...importMs: number[]) => importMs.map((ms) => ({ importMs: ms, processMs: ms + 40 }));

const function_ = (name: string, shippedMs: number, defaultsMs: number, usesSdk = true): ColdStarts => ({
  name,
  zipBytes: 51_200,
  usesSdk,
  starts: {
    empty: starts(1, 1, 1),
    shipped: starts(shippedMs, shippedMs, 500),
    compileCache: starts(15, 15, 15),
    defaults: starts(defaultsMs, defaultsMs, 1),
    unbundled: starts(120, 120, 120),
  },
});

describe('reportCold', () => {
  it('compares the medians with the goal', () => {
    const report = reportCold(
      [
        function_('quick', 32, 80),
        function_('too-slow-for-the-ratio', 33, 80),
        function_('too-far-above-empty', 36.1, 100),
        function_('without-sdk', 70, 80, false),
      ],
      3,
    );

    const goals = report.tables[0]?.rows.map((row) => [row[0], row[2], row.at(-3), row.at(-1)]);
    expect(goals).toEqual([
      ['quick', '32.0', '0.40', 'met'],
      ['too-slow-for-the-ratio', '33.0', '0.41', 'missed'],
      ['too-far-above-empty', '36.1', '0.36', 'missed'],
      ['without-sdk', '70.0', '0.88', 'no SDK'],
    ]);
  });
});
