import { describe, expect, it } from '@jest/globals';
import { Meter } from '../../src/cost/meter.ts';
import { usageBetween } from '../../src/cost/meter-reading.ts';
import { PRICE_LIST } from '../../src/cost/price-list.ts';
import { priceUsage } from '../../src/cost/price-usage.ts';

const run = { unit: 'lambdaGbSeconds', resource: 'place', memoryMb: 512 } as const;

describe('usageBetween', () => {
  it('is the difference of two readings, without what stayed the same', () => {
    const meter = new Meter();
    meter.count('sqsRequests', 'orders', 5);
    meter.count('sqsRequests', 'dead', 1);
    meter.time({ ...run, billedMs: 20 });
    const before = meter.read();
    meter.count('sqsRequests', 'orders', 2);
    meter.time({ ...run, billedMs: 20 });
    meter.time({ ...run, billedMs: 300, withInit: true, initMs: 280 });

    expect(usageBetween(before, meter.read())).toEqual({
      units: [{ unit: 'sqsRequests', resource: 'orders', units: 2 }],
      times: [{ ...run, runs: new Map([[20, 1]]), runsWithInit: 1, initMs: 280 }],
    });
    expect(usageBetween(meter.read(), meter.read())).toEqual({ units: [], times: [] });
  });
});

describe('priceUsage', () => {
  it('prices units per order and per million orders', () => {
    const units = [{ unit: 'sqsRequests', resource: 'orders', units: 30 }] as const;
    const [line] = priceUsage({ units, times: [] }, 10);

    expect(line).toMatchObject({ service: 'SQS', resource: 'orders', units: 30, unitsPerOrder: 3 });
    expect(line?.dollars).toBeCloseTo(0.000012, 12);
    expect(line?.dollarsPerMillionOrders).toBeCloseTo(1.2, 9);
  });

  it('takes the mean run for all of them, without the longest 5 %', () => {
    const runs = new Map([
      [10, 12],
      [29, 7],
      [5000, 1],
    ]);
    const [line] = priceUsage({ units: [], times: [{ ...run, runs, runsWithInit: 20, initMs: 0 }] }, 40);

    // 40 runs of 17 ms at half a GB: the median is 10 ms.
    expect(line?.units).toBeCloseTo(0.34, 9);
    expect(line?.dollarsPerMillionOrders).toBeCloseTo((0.34 * 0.0000133334 * 1e6) / 40, 9);
  });

  it('has a line of its own for inits, as they are billed', () => {
    const time = { ...run, runs: new Map([[10, 99]]), runsWithInit: 1, initMs: 200 };
    const lines = priceUsage({ units: [], times: [time] }, 100);

    expect(lines[1]).toMatchObject({ unit: 'lambdaInitGbSeconds', resource: 'place' });
    expect(lines[1]?.units).toBeCloseTo(0.1, 9);
    expect(lines[1]?.dollarsPerMillionOrders).toBeCloseTo((0.1 * 0.0000133334 * 1e6) / 100, 9);
  });

  it('leaves out what a queue costs by the hour', () => {
    const units = [{ unit: 'sqsIdlePolls', resource: 'orders', units: 1000 }] as const;

    expect(priceUsage({ units, times: [] }, 10).map(({ unit }) => unit)).toEqual(['traces']);
  });

  it('computes the traces, which nothing records locally, and says so', () => {
    const [line] = priceUsage({ units: [], times: [] }, 1000);

    expect(line).toMatchObject({ units: 50, what: 'traces recorded, computed: 5 % of orders' });
    expect(line?.dollarsPerMillionOrders).toBeCloseTo(0.25, 9);
  });
});

describe('PRICE_LIST', () => {
  it('has a region, a date, and for each price its page', () => {
    expect(PRICE_LIST.region).toBe('us-east-1');
    expect(PRICE_LIST.date).toMatch(/^\d{4}-\d\d-\d\d$/);
    for (const { dollars, per, page } of Object.values(PRICE_LIST.prices)) {
      expect(dollars / per).toBeGreaterThan(0);
      expect(page).toMatch(/^https:\/\/aws\.amazon\.com\/[a-z/-]+pricing\//);
    }
  });
});
