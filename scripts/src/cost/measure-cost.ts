import { setTimeout as delay } from 'node:timers/promises';
import { type LocalCloud, type MeterReading, usageBetween } from 'local-cloud';
import { startOrderSystem } from '../order-system.ts';
import type { WorkflowType } from '../stack-names.ts';
import type { Context } from '../synthesize.ts';
import { type CostReport, costReport } from './cost-report.ts';
import { OrderWatch } from './order-watch.ts';
import { placeOrders } from './place-orders.ts';

export interface CostMeasurement {
  readonly workflowType: WorkflowType;
  readonly settings: Context;
  readonly orders: number;
  readonly clients: number;
  /** Folder of the deployment packages. */
  readonly artifactsDirectory: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (message: string) => void;
}

/** Retries come within seconds. */
const TIME_SCALE = 8;
/** Batches are gathered longer than everything else is: long enough to fill on a slow machine. */
const BATCHING_SCALE = 2;
/** The longest that SQS gathers, in seconds: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
const BATCHING_MAX_SECONDS = 300;
/** Nothing was used for this long: what an order left to do is done. */
const QUIET_MS = 1000;
const WARM_UP_ORDERS = 30;
/** Placed one after the other: among many clients, functions would wait for each other's processor and be billed for it. */
const TIMED_ORDERS = 40;

/** Runs the system with `settings`, places orders once it is warm, and reports what all of them used until they ended. */
export async function measureCost(measurement: CostMeasurement): Promise<CostReport> {
  const { workflowType, settings, orders, clients, artifactsDirectory, signal, onProgress } = measurement;
  // It reads what functions log: a look into the tables would be on the bill.
  const watch = new OrderWatch();
  const system = await startOrderSystem({
    artifactsDirectory,
    context: { ...settings, workflowType, fulfillmentBatchingWindowSeconds: batchingWindowSeconds(settings) },
    timeScale: TIME_SCALE,
    onLog: (_, { message }) => watch.see(message),
  });
  const { cloud } = system;
  const place = (prefix: string, count: number, by: number) =>
    placeOrders(system, { prefix, orders: count, clients: by, signal });
  try {
    onProgress?.(`${workflowType}: warming up with ${WARM_UP_ORDERS} orders`);
    await place('warm-up', WARM_UP_ORDERS, clients);
    await watch.untilTried(WARM_UP_ORDERS, signal);
    const warm = cloud.costs.read();
    onProgress?.(`${workflowType}: placing ${TIMED_ORDERS} orders one by one, for their times`);
    await place('timed', TIMED_ORDERS, 1);
    await watch.untilEnded(WARM_UP_ORDERS + TIMED_ORDERS, signal);
    const before = await quietReading(cloud);
    const attemptsBefore = watch.attempts;
    onProgress?.(`${workflowType}: placing ${orders} orders`);
    const startedAt = performance.now();
    await place('order', orders, clients);
    const ordersPerSecond = (orders / (performance.now() - startedAt)) * 1000;
    await watch.untilEnded(WARM_UP_ORDERS + TIMED_ORDERS + orders, signal);
    const after = await quietReading(cloud);
    return costReport({
      workflowType,
      settings,
      orders,
      attempts: watch.attempts - attemptsBefore,
      ordersPerSecond,
      batchingScale: BATCHING_SCALE,
      usage: usageBetween(before, after),
      times: { unhurried: usageBetween(warm, before).times, all: after.times },
    });
  } finally {
    await system.stop();
  }
}

function batchingWindowSeconds({ fulfillmentBatchingWindowSeconds: seconds }: Context): number {
  return Math.min(BATCHING_MAX_SECONDS, Math.round((Number(seconds) * TIME_SCALE) / BATCHING_SCALE));
}

/** A reading once nothing but idle polling has been counted for a while. */
async function quietReading(cloud: LocalCloud): Promise<MeterReading> {
  let reading = cloud.costs.read();
  for (;;) {
    await delay(QUIET_MS);
    const next = cloud.costs.read();
    const { units } = usageBetween(reading, next);
    if (units.every(({ unit }) => unit === 'sqsIdlePolls')) return next;
    reading = next;
  }
}
