import {
  type BilledUnit,
  type CostLine,
  type MeteredTime,
  type MeterReading,
  meanMs,
  medianMs,
  PRICE_LIST,
  priceUsage,
  runsOf,
} from 'local-cloud';
import type { WorkflowType } from '../stack-names.ts';
import type { Context } from '../synthesize.ts';
import {
  COLD_START_SHARE,
  meanInitMs,
  sameIn,
  type UnhurriedTimes,
  unhurriedTime,
} from './unhurried-times.ts';

/** What was measured, to be priced. */
export interface Measured {
  readonly workflowType: WorkflowType;
  readonly settings: Context;
  readonly orders: number;
  /** How often orders were handed to the warehouse. */
  readonly attempts: number;
  readonly ordersPerSecond: number;
  /** How much shorter than in production orders were gathered for a batch. */
  readonly batchingScale: number;
  readonly usage: MeterReading;
  readonly times: UnhurriedTimes;
}

/** What orders of one workflow type cost. */
export interface CostReport extends Omit<Measured, 'usage' | 'times'> {
  readonly region: string;
  readonly priceDate: string;
  readonly attemptsPerOrder: number;
  /** Orders per invocation of fulfill-order. */
  readonly batchSize: number;
  readonly lines: readonly CostLine[];
  readonly dollarsPerMillionOrders: number;
  readonly durations: readonly Duration[];
  /** Receives that brought nothing; no part of the lines. */
  readonly idlePolls: number;
}

/** How long one run is, of what a line with the same unit and resource bills. */
export interface Duration {
  readonly unit: BilledUnit;
  readonly resource: string;
  readonly memoryMb: number;
  readonly meanMs: number;
  readonly medianMs: number;
  readonly runs: number;
}

export function costReport({ usage, times, ...measured }: Measured): CostReport {
  const { orders, attempts } = measured;
  const billed = usage.times.map((time) => unhurriedTime(time, times));
  const lines = priceUsage({ units: usage.units, times: billed }, orders);
  const invocations = usage.units.find(
    ({ unit, resource }) => unit === 'lambdaRequests' && resource.endsWith('-fulfill-order'),
  );
  return {
    ...measured,
    region: PRICE_LIST.region,
    priceDate: PRICE_LIST.date,
    attemptsPerOrder: attempts / orders,
    batchSize: attempts / (invocations?.units ?? Number.NaN),
    lines,
    dollarsPerMillionOrders: lines.reduce((sum, line) => sum + line.dollarsPerMillionOrders, 0),
    durations: usage.times.flatMap((time) => durationsOf(time, times)),
    idlePolls: usage.units
      .filter(({ unit }) => unit === 'sqsIdlePolls')
      .reduce((sum, { units }) => sum + units, 0),
  };
}

function durationsOf(time: MeteredTime, { unhurried, all }: UnhurriedTimes): Duration[] {
  const { unit, resource, memoryMb } = time;
  const runs = runsOf(time);
  const one = sameIn(unhurried, time);
  const duration = { unit, resource, memoryMb, meanMs: meanMs(one), medianMs: medianMs(one), runs };
  if (unit !== 'lambdaGbSeconds') return [duration];
  const initMs = meanInitMs(sameIn(all, time));
  const inits = { meanMs: initMs, medianMs: initMs, runs: runs * COLD_START_SHARE };
  return [duration, { ...duration, ...inits, unit: 'lambdaInitGbSeconds' }];
}
