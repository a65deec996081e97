import { describe, expect, it } from '@jest/globals';
import type { WarmFigures } from '../../src/bench/measure-warm.ts';
import { reportWarm, type WarmResult } from '../../src/bench/report-warm.ts';

const figures = (wallMs: number, cpuMs: number): WarmFigures => ({
  invocations: 100,
  wallMs,
  cpuMs,
  heapGrowthBytes: 2_048_000,
  collections: 0,
  calls: { GetItem: 1000, ChangeMessageVisibilityBatch: 100 },
});

const RESULT: WarmResult = {
  name: 'fulfill-order',
  ordersPerInvocation: 10,
  rounds: {
    shipped: [figures(500, 400), figures(9000, 9000), figures(1000, 500)],
    defaults: [figures(2000, 1000)],
  },
  allocations: { shipped: figures(700, 700), defaults: figures(700, 700) },
};

describe('reportWarm', () => {
  it('gives medians per second and per order, and the calls per order', () => {
    const { tables } = reportWarm([RESULT], 3);

    expect(tables[0]?.rows).toEqual([['fulfill-order', '10', '100', '50', '0.500', '1.000', '2.0', '2.0']]);
    expect(tables[1]?.rows).toEqual([['fulfill-order', '1 GetItem, 0.1 ChangeMessageVisibilityBatch']]);
  });

  it('gives no allocations that a collection has hidden', () => {
    const shipped = { ...figures(700, 700), collections: 2 };

    expect(() => reportWarm([{ ...RESULT, allocations: { ...RESULT.allocations, shipped } }], 3)).toThrow(
      '2 collections while allocations were counted',
    );
  });
});
