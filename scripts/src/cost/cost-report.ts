import { type CostLine, type MeterReading, medianMs, PRICE_LIST, priceUsage, runsOf } from 'local-cloud';
import type { WorkflowType } from '../stack-names.ts';
import type { Context } from '../synthesize.ts';

/** What was measured, to be priced. */
export interface Measured {
  readonly workflowType: WorkflowType;
  readonly settings: Context;
  readonly orders: number;
  /** How often orders were handed to the warehouse. */
  readonly attempts: number;
  readonly ordersPerSecond: number;
  readonly timeScale: number;
  readonly usage: MeterReading;
}

/** What orders of one workflow type cost. */
export interface CostReport extends Omit<Measured, 'usage'> {
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

interface Duration {
  readonly resource: string;
  readonly medianMs: number;
  readonly runs: number;
}

export function costReport({ usage, ...measured }: Measured): CostReport {
  const { orders, attempts } = measured;
  const lines = priceUsage(usage, orders);
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
    durations: usage.times.map((time) => ({
      resource: time.resource,
      medianMs: medianMs(time),
      runs: runsOf(time),
    })),
    idlePolls: usage.units
      .filter(({ unit }) => unit === 'sqsIdlePolls')
      .reduce((sum, { units }) => sum + units, 0),
  };
}
