import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type OrderSystem, startOrderSystem } from '../order-system.ts';
import type { WorkflowType } from '../stack-names.ts';
import { createCounter } from './counter.ts';
import { createOrderClient } from './order-client.ts';
import { runClients } from './run-clients.ts';
import { percentile } from './statistics.ts';

export interface FlowLoad {
  readonly workflowType: WorkflowType;
  readonly clients: number;
  readonly orders: number;
}

/** How long so much of all orders took at most. */
export interface Percentiles {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

export interface FlowFigures extends FlowLoad {
  /** From the first POST to the last FULFILLED. */
  readonly ordersPerSecond: number;
  /** Of the first and the last tenth, in the order in which they were fulfilled. */
  readonly firstTenthPerSecond: number;
  readonly lastTenthPerSecond: number;
  /** From the POST to its answer. */
  readonly accepted: Percentiles;
  /** From the POST to FULFILLED. */
  readonly fulfilled: Percentiles;
  /** What the local cloud itself holds, tables and functions apart, with the garbage collected. */
  readonly heapAfterFirstTenthMb: number;
  readonly heapAtEndMb: number;
  /** Orders that were not answered with 200. */
  readonly refused: number;
  /** Orders that were, and are not FULFILLED in the table. */
  readonly lost: number;
}

/** Until everything that runs all the time is compiled; as many as are measured where these are fewer. */
export const MAX_WARM_UP_ORDERS = 5000;
/** After so long without an order that is fulfilled, those that are not are lost. */
const STALLED_MS = 60_000;
const FULFILLED = /^Order flow-(\d+) processed with status: FULFILLED$/;

/** Runs orders through a system of its own, warmed up, each client placing one at a time until all are FULFILLED. */
export async function measureFlow(
  load: FlowLoad,
  artifactsDirectory: string,
  signal: AbortSignal,
): Promise<FlowFigures> {
  const { workflowType, clients, orders } = load;
  const warmUp = Math.min(orders, MAX_WARM_UP_ORDERS);
  const placedAt = new Float64Array(orders).fill(Number.NaN);
  const acceptedAt = new Float64Array(orders).fill(Number.NaN);
  const fulfilledAt = new Float64Array(orders).fill(Number.NaN);
  const ended = createCounter();
  const system = await startOrderSystem({
    artifactsDirectory,
    context: { workflowType, fulfillmentSuccessRate: 1 },
    onLog(_, { message }) {
      if (!message.includes('processed with status: FULFILLED')) return;
      const number = FULFILLED.exec(JSON.parse(message).message)?.[1];
      if (number !== undefined) fulfilledAt[Number(number)] = performance.now();
      ended.increment();
    },
  });
  const client = createOrderClient(system.apiUrl, clients);
  let refused = 0;
  const place = async (index: number) => {
    signal.throwIfAborted();
    placedAt[index] = performance.now();
    const status = await client.place(`flow-${index}`);
    if (status === 200) acceptedAt[index] = performance.now();
    else refused += 1;
  };
  try {
    await runClients(clients, warmUp, (index) => {
      signal.throwIfAborted();
      return client.place(`warm-up-${index}`);
    });
    await ended.reachesOrStalls(warmUp, STALLED_MS, signal);
    const tenth = Math.ceil(orders / 10);
    let heapAfterFirstTenthMb = Number.NaN;
    ended.reaches(warmUp + tenth).then(() => {
      heapAfterFirstTenthMb = heapMb();
    });
    await runClients(clients, orders, place);
    await ended.reachesOrStalls(warmUp + orders - refused, STALLED_MS, signal);
    return {
      ...load,
      ...throughput(placedAt, fulfilledAt, tenth),
      accepted: percentiles(acceptedAt, placedAt),
      fulfilled: percentiles(fulfilledAt, placedAt),
      heapAfterFirstTenthMb,
      heapAtEndMb: heapMb(),
      refused,
      lost: orders - refused - (await countFulfilled(system)),
    };
  } finally {
    client.close();
    await system.stop();
  }
}

function throughput(placedAt: Float64Array, fulfilledAt: Float64Array, tenth: number) {
  const start = placedAt.reduce((first, at) => Math.min(first, at), Number.POSITIVE_INFINITY);
  const ends = fulfilledAt.filter((at) => !Number.isNaN(at)).toSorted();
  const at = (count: number) => (count === 0 ? start : (ends[count - 1] ?? Number.NaN));
  const rate = (from: number, to: number) => ((to - from) / (at(to) - at(from))) * 1000;
  return {
    ordersPerSecond: rate(0, ends.length),
    firstTenthPerSecond: rate(0, tenth),
    lastTenthPerSecond: rate(ends.length - tenth, ends.length),
  };
}

/** Of those that have ended. */
function percentiles(ends: Float64Array, starts: Float64Array): Percentiles {
  const times = Array.from(ends, (end, index) => end - (starts[index] ?? Number.NaN));
  const ended = times.filter((time) => !Number.isNaN(time));
  return {
    p50Ms: percentile(ended, 0.5),
    p95Ms: percentile(ended, 0.95),
    p99Ms: percentile(ended, 0.99),
  };
}

function heapMb(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed / 1e6;
}

async function countFulfilled(system: OrderSystem): Promise<number> {
  const orders = await system.orders();
  return orders.filter(({ order_id, status }) => status === 'FULFILLED' && order_id.startsWith('flow-'))
    .length;
}
