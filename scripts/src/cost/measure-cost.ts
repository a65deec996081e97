import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type LocalCloud,
  type MeteredTime,
  type MeterReading,
  medianMs,
  runsOf,
  startLocalCloud,
  usageBetween,
} from 'local-cloud';
import type { WorkflowType } from '../stack-names.ts';
import { type Context, synthesize } from '../synthesize.ts';
import { type CostReport, costReport } from './cost-report.ts';
import { OrderWatch, placeOrders } from './place-orders.ts';

export interface CostMeasurement {
  readonly workflowType: WorkflowType;
  readonly settings: Context;
  readonly orders: number;
  readonly clients: number;
  /** Folder of the deployment packages. */
  readonly artifactsDirectory: string;
  /** Folder for what this measurement makes. */
  readonly directory: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (message: string) => void;
}

/** Retries come within seconds, and the batching window stays long enough to fill batches on a slow machine. */
const TIME_SCALE = 2;
/** Nothing was used for this long: what an order left to do is done. */
const QUIET_MS = 1000;
const WARM_UP_ORDERS = 30;
/** Placed one after the other: among many clients, functions would wait for each other's processor and be billed for it. */
const TIMED_ORDERS = 30;

/** Runs the system with `settings`, places orders once it is warm, and reports what all of them used until they ended. */
export async function measureCost(measurement: CostMeasurement): Promise<CostReport> {
  const { workflowType, settings, orders, clients, signal, onProgress } = measurement;
  const watch = new OrderWatch();
  const cloud = await startSystem(measurement, (line) => watch.see(line));
  try {
    const [apiUrl = ''] = cloud.apiUrls;
    const run = async (prefix: string, count: number, by = clients) => {
      const ended = watch.ended + count;
      await placeOrders({ apiUrl, prefix, orders: count, clients: by, signal });
      const placedAt = performance.now();
      await watch.untilEnded(ended, signal);
      return placedAt;
    };
    onProgress?.(`${workflowType}: warming up with ${WARM_UP_ORDERS} orders`);
    await run('warm-up', WARM_UP_ORDERS);
    const warm = await quietReading(cloud);
    onProgress?.(`${workflowType}: placing ${TIMED_ORDERS} orders one by one, for their times`);
    await run('timed', TIMED_ORDERS, 1);
    const before = await quietReading(cloud);
    const unhurried = usageBetween(warm, before).times;
    const attemptsBefore = watch.attempts;
    onProgress?.(`${workflowType}: placing ${orders} orders`);
    const startedAt = performance.now();
    const placedAt = await run('order', orders);
    const { units, times } = usageBetween(before, await quietReading(cloud));
    const usage = { units, times: times.map((time) => withMedianOf(time, unhurried)) };
    const ordersPerSecond = (orders / (placedAt - startedAt)) * 1000;
    const attempts = watch.attempts - attemptsBefore;
    return costReport({
      workflowType,
      settings,
      orders,
      attempts,
      ordersPerSecond,
      timeScale: TIME_SCALE,
      usage,
    });
  } finally {
    await cloud.stop();
  }
}

async function startSystem(
  measurement: CostMeasurement,
  onLine: (line: string) => void,
): Promise<LocalCloud> {
  const { workflowType, settings, directory, artifactsDirectory } = measurement;
  const cdktfOut = join(directory, workflowType);
  mkdirSync(cdktfOut, { recursive: true });
  await synthesize({ environment: 'local', ...settings, workflowType, artifactsDirectory }, cdktfOut);
  return startLocalCloud({
    stackDirectory: join(cdktfOut, 'stacks/app-local'),
    apiPort: 0,
    gatewayPort: 0,
    timeScale: TIME_SCALE,
    onLog: (_, { message }) => onLine(message),
  });
}

/** As many runs as there were, each as long as the median of the same resource in `unhurried`, if it ran then. */
function withMedianOf(time: MeteredTime, unhurried: readonly MeteredTime[]): MeteredTime {
  const other = unhurried.find(({ unit, resource }) => unit === time.unit && resource === time.resource);
  if (!other || other.runs.size === 0) return time;
  return { ...time, runs: new Map([[medianMs(other), runsOf(time)]]), runsWithInit: 0 };
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
