import { describe, expect, it } from '@jest/globals';
import { PRICE_LIST, priceUsage } from 'local-cloud';
import { batchingAt } from '../../src/scale/batching.ts';
import { billAt, dollarsOf, usageAt } from '../../src/scale/bill.ts';
import { MONTH_SECONDS, monthDollars } from '../../src/scale/fixed-costs.ts';
import { orderUsage } from '../../src/scale/order-usage.ts';
import { monthlyDollars } from '../../src/scale/price-tiers.ts';
import { expectedTries } from '../../src/scale/tries.ts';
import { measuredCosts } from './measured-costs.ts';
import { simulated } from './simulated.ts';

const [express, standard] = (['EXPRESS', 'STANDARD'] as const).map((workflowType) => {
  const odds = { fulfillmentSuccessRate: 0.7, maxReceiveCount: 3 };
  const usage = orderUsage(measuredCosts(workflowType), expectedTries(odds));
  return simulated({ ...odds, workflowType }, { usage });
}) as [ReturnType<typeof simulated>, ReturnType<typeof simulated>];

describe('monthlyDollars', () => {
  it.each([
    ['httpApiRequests', 100e6, 100],
    ['httpApiRequests', 300e6, 300],
    ['httpApiRequests', 1300e6, 300 + 900],
    ['sqsRequests', 300e9, 40_000 + 30_000 + 24_000],
    ['lambdaGbSeconds', 20e9, 13.3334e-6 * (7.5e9 + 0.9 * 11.25e9 + 0.8 * 1.25e9)],
    ['logBytes', 60 * 1024 ** 4, 1024 * (10 * 0.5 + 20 * 0.25 + 20 * 0.1 + 10 * 0.05)],
    ['writeUnits', 1e12, 625_000],
  ] as const)('of %s: %d are $%d', (unit, units, dollars) => {
    expect(monthlyDollars(unit, units)).toBeCloseTo(dollars, 4);
  });
});

describe('batchingAt', () => {
  const system = simulated().system;

  it('gives a message alone at the lowest rates, and full batches at high ones', () => {
    expect(batchingAt(system, 0.001)).toEqual({ batchSize: expect.closeTo(1, 2), received: 1 });
    expect(batchingAt(system, 10)).toEqual({ batchSize: 1 + (10 / 5) * 2, received: 1 });
    expect(batchingAt(system, 1000).batchSize).toBe(10);
    expect(batchingAt(system, 1e6)).toEqual({ batchSize: 10, received: 10 });
  });

  it('gathers nothing without a window', () => {
    const fulfillment = { ...system.fulfillment, batchingWindowSeconds: 0 };

    expect(batchingAt({ ...system, fulfillment }, 100).batchSize).toBe(1);
  });
});

describe('billAt', () => {
  it('uses as much as the local run did, where batches fill there too, and never less of SQS', () => {
    const units = new Map(
      usageAt(express, 1000).map((line) => [`${line.unit} ${line.resource}`, line.unitsPerOrder]),
    );
    const isDecidedByRate = /GbSeconds|fulfill-order|order-queue|traces/;

    for (const { unit, resource, unitsPerOrder } of express.usage.lines)
      if (!isDecidedByRate.test(`${unit} ${resource}`))
        expect(units.get(`${unit} ${resource}`)).toBe(unitsPerOrder);
    const counted = (key: string) =>
      express.usage.lines.find(({ unit, resource }) => `${unit} ${resource}` === key)?.unitsPerOrder ?? 0;
    expect(units.get('lambdaRequests fulfill-order')).toBeCloseTo(counted('lambdaRequests fulfill-order'), 2);
    expect(units.get('sqsRequests order-queue')).toBeGreaterThan(counted('sqsRequests order-queue'));
  });

  it('is the price list without tiers at a rate that reaches none, and a month of fixed costs', () => {
    const rate = 10;
    const listed = usageAt(express, rate).reduce((sum, { unit, unitsPerOrder }) => {
      const { dollars, per } = PRICE_LIST.prices[unit];
      return sum + (unitsPerOrder * dollars * 1e6) / per;
    }, 0);
    const fixed = (monthDollars(express.system) * 1e6) / (rate * MONTH_SECONDS);

    expect(dollarsOf(billAt(express, rate))).toBeCloseTo(listed + fixed, 6);
  });

  it('gets cheaper with the rate, and is dearer for STANDARD by its transitions', () => {
    const [low, middle, high] = [10, 1000, 10_000].map((rate) => dollarsOf(billAt(express, rate))) as [
      number,
      number,
      number,
    ];

    expect(low).toBeGreaterThan(middle);
    expect(middle).toBeGreaterThan(high);
    expect(dollarsOf(billAt(standard, 1000)) - middle).toBeGreaterThan(95);
  });

  it('traces the first request of a second and one in twenty of the others, as the local price does the latter', () => {
    const traces = (rate: number) =>
      usageAt(express, rate).find(({ unit }) => unit === 'traces')?.unitsPerOrder;

    expect(traces(0.5)).toBe(1);
    expect(traces(1)).toBe(1);
    expect(traces(21)).toBeCloseTo(2 / 21, 9);
    expect(traces(1e9)).toBeCloseTo(priceUsage({ units: [], times: [] }, 1)[0]?.unitsPerOrder ?? 0, 6);
  });

  it('states time: 5 ms of half a GB for each run of the validator, and 250 ms for one in a hundred', () => {
    const units = (unit: string) =>
      usageAt(express, 1000).find((line) => line.unit === unit && line.resource === 'validator')
        ?.unitsPerOrder;

    expect(units('lambdaGbSeconds')).toBeCloseTo(0.005 * 0.5, 9);
    expect(units('lambdaInitGbSeconds')).toBeCloseTo(0.25 * 0.5 * 0.01, 9);
  });

  it('rises with the memory of functions', () => {
    const more = { ...express, system: { ...express.system, functionMemoryMb: 1024 } };
    const gbSeconds = (of: typeof express) =>
      dollarsOf(
        billAt(of, 1000).filter(({ unit }) => unit === 'lambdaGbSeconds' || unit === 'lambdaInitGbSeconds'),
      );

    expect(gbSeconds(more)).toBeCloseTo(2 * gbSeconds(express), 9);
  });
});
