import { describe, expect, it } from '@jest/globals';
import { climb } from '../../src/scale/climb.ts';
import { limitsOf, rateOf } from '../../src/scale/limits.ts';
import { orderUsage } from '../../src/scale/order-usage.ts';
import type { Simulated } from '../../src/scale/simulation.ts';
import { expectedTries } from '../../src/scale/tries.ts';
import { measuredCosts } from './measured-costs.ts';
import { simulated } from './simulated.ts';

const production = { fulfillmentSuccessRate: 0.7, maxReceiveCount: 3 };
const systems: [string, Simulated][] = (['EXPRESS', 'STANDARD'] as const).flatMap((workflowType) => {
  const usage = orderUsage(measuredCosts(workflowType), expectedTries(production));
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
