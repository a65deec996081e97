import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type OrderSystem, startOrderSystem } from '../order-system.ts';
import type { WorkflowType } from '../stack-names.ts';
import { createCounter } from './counter.ts';
import { createOrderClient } from './order-client.ts';
import { percentile } from './statistics.ts';

export interface FlowLoad {
  readonly workflowType: WorkflowType;
  readonly clients: number;
  readonly orders: number;
}

/** Milliseconds that so much of all orders took at most. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export interface FlowFigures extends FlowLoad {
  /** From the first POST to the last FULFILLED. */
  readonly ordersPerSecond: number;
  readonly accepted: Percentiles;
  readonly fulfilled: Percentiles;
  /** Orders per second of the first and last tenth, in the order in which they were fulfilled. */
  readonly firstTenth: number;
  readonly lastTenth: number;
  /** What the local cloud itself holds, tables and functions apart, with the garbage collected; MB. */
  readonly heapAfterFirstTenth: number;
  readonly heapAtEnd: number;
  /** Orders that were not answered with 200, and those that are not FULFILLED in the table. */
  readonly refused: number;
  readonly lost: number;
}

const FULFILLED = /^Order flow-(\d+) processed with status: FULFILLED$/;
const WARM_UP_ORDERS = 1000;

/** Runs orders through a system of its own, warmed up, each client placing one at a time until all are FULFILLED. */
export async function measureFlow(
  load: FlowLoad,
  artifactsDirectory: string,
  signal: AbortSignal,
): Promise<FlowFigures> {
  const { workflowType, clients, orders } = load;
  const placedAt = new Float64Array(orders);
  const acceptedAt = new Float64Array(orders);
  const fulfilledAt = new Float64Array(orders);
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
  const placeAll = async (count: number, place: (index: number) => Promise<void>) => {
    const indices = Array.from({ length: count }, (_, index) => index).values();
    const placeInTurn = async () => {
      for (const index of indices) {
        signal.throwIfAborted();
        await place(index);
      }
    };
    await Promise.all(Array.from({ length: clients }, placeInTurn));
  };
  try {
    await placeAll(WARM_UP_ORDERS, async (index) => void (await client.place(`warm-up-${index}`)));
    await ended.reaches(WARM_UP_ORDERS);
    let refused = 0;
    const place = async (index: number) => {
      placedAt[index] = performance.now();
      const status = await client.place(`flow-${index}`);
      acceptedAt[index] = performance.now();
      if (status !== 200) refused += 1;
    };
    const tenth = Math.ceil(orders / 10);
    const heapAfterFirstTenth = ended.reaches(WARM_UP_ORDERS + tenth).then(heapMegabytes);
    await Promise.all([placeAll(orders, place), heapAfterFirstTenth]);
    await ended.reaches(WARM_UP_ORDERS + orders - refused);
    return {
      ...load,
      ...throughput(placedAt, fulfilledAt, tenth),
      accepted: percentiles(acceptedAt, placedAt),
      fulfilled: percentiles(fulfilledAt, placedAt),
      heapAfterFirstTenth: await heapAfterFirstTenth,
      heapAtEnd: heapMegabytes(),
      refused,
      lost: orders - (await countFulfilled(system)),
    };
  } finally {
    client.close();
    await system.stop();
  }
}

function throughput(placedAt: Float64Array, fulfilledAt: Float64Array, tenth: number) {
  const start = placedAt.reduce((first, at) => Math.min(first, at));
  const ends = fulfilledAt.toSorted();
  const at = (count: number) => (count === 0 ? start : (ends[count - 1] ?? Number.NaN));
  const rate = (from: number, to: number) => ((to - from) / (at(to) - at(from))) * 1000;
  const orders = ends.length;
  return {
    ordersPerSecond: rate(0, orders),
    firstTenth: rate(0, tenth),
    lastTenth: rate(orders - tenth, orders),
  };
}

function percentiles(ends: Float64Array, starts: Float64Array): Percentiles {
  const times = Array.from(ends, (end, index) => end - (starts[index] ?? Number.NaN));
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95), p99: percentile(times, 0.99) };
}

function heapMegabytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed / 1e6;
}

async function countFulfilled(system: OrderSystem): Promise<number> {
  const orders = await system.orders();
  return orders.filter(({ order_id, status }) => status === 'FULFILLED' && order_id.startsWith('flow-'))
    .length;
}
