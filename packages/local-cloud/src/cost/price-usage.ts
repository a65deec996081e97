import type { BilledUnit } from './billable-unit.ts';
import type { MeteredTime, MeterReading } from './meter-reading.ts';
import { PRICE_LIST, type PriceList } from './price-list.ts';

/** A line of the bill for a number of orders (or whatever is counted). */
export interface CostLine {
  readonly unit: BilledUnit;
  readonly resource: string;
  readonly service: string;
  /** What is counted, in words. */
  readonly what: string;
  readonly units: number;
  readonly unitsPerOrder: number;
  readonly dollars: number;
  readonly dollarsPerMillionOrders: number;
}

const MILLION = 1_000_000;

/**
 * The share of requests Lambda's own sampling records, beside the first of each second, which is left out: nothing is
 * sampled locally. https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
 */
const SAMPLED_SHARE = 0.05;

/**
 * What a usage costs per order, at list price. Empty receives are left out: they cost by the hour. Time is the mean run
 * times the number of runs; inits, which are billed alike, have a line of their own.
 * https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/
 */
export function priceUsage(
  { units, times }: MeterReading,
  orders: number,
  priceList: PriceList = PRICE_LIST,
): CostLine[] {
  const line = (unit: BilledUnit, resource: string, count: number, note = ''): CostLine => {
    const { service, unit: what, dollars: price, per } = priceList.prices[unit];
    const dollars = (count * price) / per;
    return {
      unit,
      resource,
      service,
      what: `${what}${note}`,
      units: count,
      unitsPerOrder: count / orders,
      dollars,
      dollarsPerMillionOrders: (dollars / orders) * MILLION,
    };
  };
  const counted = units.flatMap(({ unit, resource, units: count }) =>
    unit === 'sqsIdlePolls' ? [] : [line(unit, resource, count)],
  );
  const timed = times.map((time) =>
    line(time.unit, time.resource, gbSeconds(time, runsOf(time) * meanMs(time))),
  );
  const inits = times
    .filter(({ initMs }) => initMs > 0)
    .map((time) => line('lambdaInitGbSeconds', time.resource, gbSeconds(time, time.initMs)));
  const sampled = line('traces', 'one per order', SAMPLED_SHARE * orders, ', computed: 5 % of orders');
  return [...counted, ...timed, ...inits, sampled].sort(byServiceAndResource(priceList));
}

/** The share of runs, the longest ones, that the mean leaves out: what this machine did meanwhile is no part of a bill. */
const TRIMMED_SHARE = 0.05;

/** The mean of the runs without the longest 5 %, in milliseconds; of runs with an init only, it is 0. */
export function meanMs({ runs }: MeteredTime): number {
  const sorted = [...runs].sort(([a], [b]) => a - b);
  const count = sorted.reduce((sum, [, each]) => sum + each, 0);
  const kept = count - Math.floor(count * TRIMMED_SHARE);
  let seen = 0;
  let total = 0;
  for (const [milliseconds, each] of sorted) {
    const taken = Math.min(each, kept - seen);
    seen += taken;
    total += taken * milliseconds;
  }
  return kept === 0 ? 0 : total / kept;
}

/** The median of the runs, in milliseconds; of runs with an init only, it is 0. */
export function medianMs({ runs }: MeteredTime): number {
  const sorted = [...runs].sort(([a], [b]) => a - b);
  const half = sorted.reduce((sum, [, count]) => sum + count, 0) / 2;
  let seen = 0;
  for (const [milliseconds, count] of sorted) {
    seen += count;
    if (seen >= half) return milliseconds;
  }
  return 0;
}

/** How often a resource ran. */
export function runsOf({ runs, runsWithInit }: MeteredTime): number {
  return [...runs.values()].reduce((sum, count) => sum + count, runsWithInit);
}

function gbSeconds({ memoryMb }: MeteredTime, milliseconds: number): number {
  return (milliseconds / 1000) * (memoryMb / 1024);
}

function byServiceAndResource({ prices }: PriceList) {
  const rank = Object.keys(prices);
  return (a: CostLine, b: CostLine) =>
    rank.indexOf(a.unit) - rank.indexOf(b.unit) || a.resource.localeCompare(b.resource);
}
