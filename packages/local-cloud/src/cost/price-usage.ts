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
 * What a usage costs per order, at list price. Empty receives are left out: they cost by the hour. Time is the median run
 * times the number of runs, so that inits and what else this machine does are no part of it.
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
  const timed = times.map((time) => line(time.unit, time.resource, gbSeconds(time)));
  const sampled = line('traces', 'one per order', SAMPLED_SHARE * orders, ', computed: 5 % of orders');
  return [...counted, ...timed, sampled].sort(byServiceAndResource(priceList));
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

function gbSeconds(time: MeteredTime): number {
  return runsOf(time) * (medianMs(time) / 1000) * (time.memoryMb / 1024);
}

function byServiceAndResource({ prices }: PriceList) {
  const rank = Object.keys(prices);
  return (a: CostLine, b: CostLine) =>
    rank.indexOf(a.unit) - rank.indexOf(b.unit) || a.resource.localeCompare(b.resource);
}
