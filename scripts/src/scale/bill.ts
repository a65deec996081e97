import type { BilledUnit } from 'local-cloud';
import { EXPRESS_GB, STATED_MS } from '../cost/stated-times.ts';
import { TRACE_ID_BYTES } from '../cost/trace-ids.ts';
import { COLD_START_SHARE } from '../cost/unhurried-times.ts';
import { batchingAt } from './batching.ts';
import { MONTH_SECONDS, monthDollars } from './fixed-costs.ts';
import type { OrderUsage, UsageLine } from './order-usage.ts';
import { monthlyDollars, tierUnit } from './price-tiers.ts';
import type { Simulated } from './simulation.ts';
import { expectedTries } from './tries.ts';

const MILLION = 1_000_000;

/** The first request of each second is traced, and a share of the others: https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html */
const TRACED_PER_SECOND = 1;
const TRACED_SHARE = 0.05;

/** A line of the bill at a rate of orders. */
export interface BillLine {
  readonly unit: BilledUnit | 'fixed';
  readonly resource: string;
  readonly unitsPerOrder: number;
  readonly dollarsPerMillionOrders: number;
}

/** What a million orders cost when so many come per second, all month long. */
export function billAt(simulated: Simulated, ordersPerSecond: number): BillLine[] {
  const lines = usageAt(simulated, ordersPerSecond);
  const ordersPerMonth = ordersPerSecond * MONTH_SECONDS;
  const perMonth = new Map<BilledUnit, number>();
  for (const { unit, unitsPerOrder } of lines)
    perMonth.set(tierUnit(unit), (perMonth.get(tierUnit(unit)) ?? 0) + unitsPerOrder * ordersPerMonth);
  const priced = lines.map((line) => {
    const unit = tierUnit(line.unit);
    const units = perMonth.get(unit) ?? 0;
    const dollarsPerUnit = units === 0 ? 0 : monthlyDollars(unit, units) / units;
    return { ...line, dollarsPerMillionOrders: line.unitsPerOrder * dollarsPerUnit * MILLION };
  });
  const fixed = monthDollars(simulated.system) / ordersPerMonth;
  return [
    ...priced,
    { unit: 'fixed', resource: 'month', unitsPerOrder: 0, dollarsPerMillionOrders: fixed * MILLION },
  ];
}

export function dollarsOf(lines: readonly BillLine[]): number {
  return lines.reduce((sum, { dollarsPerMillionOrders }) => sum + dollarsPerMillionOrders, 0);
}

/** What an order uses at a rate: counted in the local run, but for what the rate and AWS's own time decide. */
export function usageAt(simulated: Simulated, ordersPerSecond: number): UsageLine[] {
  const { system, usage } = simulated;
  const rated = ratedUsage(simulated, ordersPerSecond);
  const runsOf = (resource: string) =>
    rated.get(`lambdaRequests ${resource}`) ?? measured(usage, 'lambdaRequests', resource) ?? 1;
  const unitsOf = ({ unit, resource, unitsPerOrder }: UsageLine): number => {
    const key = `${unit} ${resource}`;
    const seconds = (STATED_MS[key] ?? 0) / 1000;
    const gb = system.functionMemoryMb / 1024;
    if (unit === 'lambdaGbSeconds') return seconds * gb * runsOf(resource);
    if (unit === 'lambdaInitGbSeconds') return seconds * gb * runsOf(resource) * COLD_START_SHARE;
    if (unit === 'expressGbSeconds') return seconds * EXPRESS_GB;
    return rated.get(key) ?? unitsPerOrder;
  };
  const traceIds: UsageLine = { unit: 'logBytes', resource: 'trace ids', unitsPerOrder: TRACE_ID_BYTES };
  return [...usage.lines.map((line) => ({ ...line, unitsPerOrder: unitsOf(line) })), traceIds];
}

function measured({ lines }: OrderUsage, unit: BilledUnit, resource: string): number | undefined {
  return lines.find((line) => line.unit === unit && line.resource === resource)?.unitsPerOrder;
}

/** Units per order that the rate decides, by unit and resource. */
function ratedUsage({ system }: Simulated, ordersPerSecond: number): Map<string, number> {
  const { attempts } = expectedTries(system);
  const { batchSize, received } = batchingAt(system, attempts * ordersPerSecond);
  const batches = attempts / batchSize;
  const failureRate = 1 - system.fulfillmentSuccessRate;
  // A batch with a failure is one change of visibilities, a batch with a success one deletion.
  const withFailure = 1 - system.fulfillmentSuccessRate ** batchSize;
  const withSuccess = 1 - failureRate ** batchSize;
  const receives = attempts / received;
  const traced = TRACED_PER_SECOND + TRACED_SHARE * Math.max(0, ordersPerSecond - TRACED_PER_SECOND);
  return new Map([
    ['lambdaRequests fulfill-order', batches],
    ['sqsRequests order-queue', 1 + receives + batches * (withFailure + withSuccess)],
    ['traces one per order', Math.min(1, traced / ordersPerSecond)],
  ]);
}
