import { describe, expect, it } from '@jest/globals';
import { readSavedCosts } from '../../src/cost/saved-costs.ts';
import { climb } from '../../src/scale/climb.ts';
import { limitsOf, rateOf } from '../../src/scale/limits.ts';
import { orderUsage } from '../../src/scale/order-usage.ts';
import type { Simulated } from '../../src/scale/simulation.ts';
import { simulated } from './simulated.ts';

const production = { fulfillmentSuccessRate: 0.7, maxReceiveCount: 3 };
const systems: [string, Simulated][] = readSavedCosts().figures.flatMap((figures) => {
  const usage = orderUsage(figures);
  const { workflowType } = usage;
  return [
    [`a ${workflowType} system`, simulated({ ...production, workflowType }, { usage })],
    [
      `a ${workflowType} system with a slow warehouse and few shards`,
      simulated({ ...production, workflowType, statusShards: 1 }, { usage, warehouseSeconds: 2 }),
    ],
  ];
});

describe('climb', () => {
  it.each(systems)('meets every limit of %s in the order and at the rate of the table', (_, system) => {
    const met = climb(system);
    const table = limitsOf(system);

    expect(met.map(({ name }) => name)).toEqual(table.map(({ name }) => name));
    for (const [index, limit] of table.entries())
      expect((met[index]?.ordersPerSecond ?? 0) / rateOf(limit)).toBeCloseTo(1, 2);
  });

  it('knows the limits of STANDARD for STANDARD alone', () => {
    const names = (workflowType: 'EXPRESS' | 'STANDARD') =>
      limitsOf(simulated({ workflowType })).map(({ name }) => name);

    expect(names('STANDARD').filter((name) => !names('EXPRESS').includes(name))).toEqual([
      'workflow-starts',
      'state-transitions',
    ]);
  });
});
