import { describe, expect, it } from '@jest/globals';
import { parseChaosOptions } from '../../src/chaos/chaos-options.ts';
import { inconclusiveReasons } from '../../src/chaos/inconclusive.ts';
import type { SeedResult } from '../../src/chaos/run-seed.ts';
import { createTally } from '../../src/chaos/summary.ts';
import { answered, evidence, PEN, updated } from './evidence-builder.ts';
import { resultOf } from './result-builder.ts';

const last = answered(200, PEN, { isLast: true });
const stored = { failedOrders: [] };
const sound = withoutVerdicts(resultOf(evidence([answered(200), last], stored)));

/** Only what was put to the test matters here. */
function withoutVerdicts(result: SeedResult): SeedResult {
  return { ...result, verdicts: [] };
}

function tallyOf(args: string, ...results: SeedResult[]) {
  const options = parseChaosOptions(['--orders', '5', ...args.split(' ')]);
  if (!options) throw new Error('no help was asked for');
  const tally = createTally(options);
  for (const result of results) tally.add(result);
  return tally;
}

describe('inconclusiveReasons', () => {
  it('has none for a run with faults in which orders were accepted', () => {
    expect(inconclusiveReasons(sound)).toEqual([]);
  });

  it.each<[string, SeedResult]>([
    ['no order was accepted before the faults were over', resultOf(evidence([answered(503), last]))],
    ['no order was sent again when the faults were over', resultOf(evidence([answered(200)]))],
    ['no fault was injected', resultOf(evidence([answered(200), last]), {})],
  ])('says that %s', (reason, result) => {
    expect(inconclusiveReasons(result)).toEqual([reason]);
  });

  it('expects no fault where none is asked for', () => {
    const options = { faults: { rate: 0, kinds: ['error'] } } as const;

    expect(inconclusiveReasons(resultOf(evidence([answered(200), last]), {}, options))).toEqual([]);
  });
});

describe('createTally', () => {
  it('counts seeds and runs', () => {
    const other = { ...sound, options: { ...sound.options, seed: 8 } };
    const tally = tallyOf(
      '--seeds 2 --workflow both --faults rate=0.1,kinds=error',
      sound,
      sound,
      other,
      other,
    );

    expect(tally.lines()).toEqual(['2 seeds, 4 runs × 5 orders: 0 invariants broken']);
    expect(tally.holds()).toBe(true);
  });

  it('does not hold when a run is inconclusive or broken', () => {
    const inconclusive = withoutVerdicts(resultOf(evidence([answered(200), last]), {}));
    const broken = resultOf(evidence([answered(200), updated('FAILED', 1), last], stored));

    expect(tallyOf('--seeds 1', inconclusive).holds()).toBe(false);
    expect(tallyOf('--seeds 1', inconclusive).lines()[0]).toContain(
      '0 invariants broken; 1 run inconclusive',
    );
    expect(tallyOf('--seeds 2', broken).holds()).toBe(false);
    expect(tallyOf('--seeds 2', broken).lines()[0]).toMatch(/[1-9] invariants broken; 1 not run/);
    expect(tallyOf('--seeds 1').holds()).toBe(false);
  });

  it('warns of kinds that no run injected', () => {
    const tally = tallyOf('--seeds 1 --faults rate=0.1,kinds=error+outage+reorder', sound);

    expect(tally.lines()[1]).toBe('warning: never injected: outage, reorder; give more orders or seeds');
    expect(tally.holds()).toBe(true);
  });
});
