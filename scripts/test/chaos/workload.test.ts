import { describe, expect, it } from '@jest/globals';
import { planWorkload } from '../../src/chaos/workload.ts';

const contentsOf = (seed: number, orders: number) =>
  planWorkload(seed, orders).flatMap(({ waves }) => waves.flat());

describe('planWorkload', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(planWorkload(1, 100)).toEqual(planWorkload(1, 100));
    expect(contentsOf(1, 10).map(({ product }) => product)).not.toEqual(
      contentsOf(2, 10).map(({ product }) => product),
    );
  });

  it('begins alike, however many orders there are', () => {
    expect(planWorkload(3, 10).slice(0, 10)).toEqual(planWorkload(3, 100).slice(0, 10));
  });

  it('repeats, sends at once, conflicts before and after, and gets an order wrong', () => {
    const plans = planWorkload(1, 200);
    const waves = plans.flatMap((plan) => plan.waves);
    const late = plans.slice(200);

    expect(new Set(plans.map(({ orderId }) => orderId)).size).toBe(200);
    expect(waves.some((wave) => wave.length === 3 && new Set(wave).size === 1)).toBe(true);
    expect(waves.some((wave) => new Set(wave.map((content) => JSON.stringify(content))).size === 2)).toBe(
      true,
    );
    expect(plans.some((plan) => plan.waves.length === 2 && plan.waves[0]?.[0] === plan.waves[1]?.[0])).toBe(
      true,
    );
    expect(late.some((plan) => plan.waves.length === 1)).toBe(true);
    expect(late.some((plan) => plan.waves.length === 2)).toBe(true);
    expect(waves.flat().some(({ quantity }) => typeof quantity !== 'number' || quantity < 1)).toBe(true);
  });
});
