import { describe, expect, it } from '@jest/globals';
import type { Round } from '../../src/bench/measure-toolchain.ts';
import { reportToolchain } from '../../src/bench/report-toolchain.ts';

const round = (first: number, second: number): Round => ({
  first: {
    startSeconds: first,
    phaseSeconds: { bundle: 1, start: 2 },
    bundleSeconds: 1.5,
    synthesizeSeconds: 0.9,
  },
  second: {
    startSeconds: second,
    phaseSeconds: { bundle: 1, start: 1 },
    bundleSeconds: 0.8,
    synthesizeSeconds: 0.7,
  },
});

describe('reportToolchain', () => {
  it('puts the medians of first and second beside the goals, and what is left of the start without its phases', () => {
    const { tables } = reportToolchain({
      rounds: [round(9, 4), round(8, 6), round(70, 5)],
      testSeconds: 140.4,
    });

    expect(tables[0]?.rows).toEqual([
      ['start, to its banner', '9.0 s', '5.0 s', '< 5 s'],
      ['– npx, pnpm, loading the program', '6.0 s', '3.0 s', ''],
      ['– bundle', '1.0 s', '1.0 s', ''],
      ['– start', '2.0 s', '1.0 s', ''],
      ['bundling all functions', '1.5 s', '0.8 s', '< 1 s'],
      ['synthesis of all stacks', '0.9 s', '0.7 s', '< 1 s'],
      ['the whole test', '', '140 s', '< 180 s'],
    ]);
  });

  it('leaves the test out where it was not measured', () => {
    const { tables } = reportToolchain({ rounds: [round(9, 4)] });

    expect(tables[0]?.rows.map(([what]) => what)).not.toContain('the whole test');
  });
});
