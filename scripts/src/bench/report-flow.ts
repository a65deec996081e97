import type { BenchReport } from './bench-report.ts';
import { type FlowFigures, MAX_WARM_UP_ORDERS, type Percentiles } from './measure-flow.ts';

/** What each load came to. */
export function reportFlow(figures: readonly FlowFigures[]): BenchReport {
  return {
    name: 'flow',
    title: 'Orders through the local run',
    introduction: `Orders through the environment \`local\`, IAM enforced and costs metered, from POST to \`FULFILLED\`; as many at a time as there are clients. Each row is a system of its own, warmed up with as many orders, ${MAX_WARM_UP_ORDERS} at most; every order is fulfilled at its first attempt. The clients run in the process of the local cloud.`,
    tables: [
      {
        caption: 'Throughput',
        head: ['load', 'orders', 'orders/s', 'first tenth', 'last tenth', 'last to first', 'refused', 'lost'],
        rows: figures.map((row) => [
          loadOf(row),
          row.orders.toLocaleString('en-US'),
          row.ordersPerSecond.toFixed(0),
          row.firstTenthPerSecond.toFixed(0),
          row.lastTenthPerSecond.toFixed(0),
          (row.lastTenthPerSecond / row.firstTenthPerSecond).toFixed(2),
          String(row.refused),
          String(row.lost),
        ]),
      },
      {
        caption: 'Milliseconds from the POST to its answer, and to FULFILLED',
        head: ['load', 'p50', 'p95', 'p99', 'FULFILLED p50', 'p95', 'p99'],
        rows: figures.map((row) => [loadOf(row), ...times(row.accepted), ...times(row.fulfilled)]),
      },
      {
        caption: 'MB that the local cloud holds, garbage collected; tables and functions are apart',
        head: ['load', 'after the first tenth', 'at the end'],
        rows: figures.map((row) => [
          loadOf(row),
          row.heapAfterFirstTenthMb.toFixed(0),
          row.heapAtEndMb.toFixed(0),
        ]),
      },
    ],
    notes: [
      'Goals: 300 orders/s at the most loaded, 50 ms for the answer to 99 % at 8 clients, the last tenth within 10 % of the first, the same memory, nothing lost.',
      'Logs keep their last lines alone, and STANDARD the histories of its last executions: both grow until they are full. Tables grow with the orders in them.',
      'After the first tenth and at the end the garbage is collected, which is part of the time of the first.',
    ],
    figures,
  };
}

function loadOf({ workflowType, clients }: FlowFigures): string {
  return `${workflowType}, ${clients} ${clients === 1 ? 'client' : 'clients'}`;
}

function times({ p50Ms, p95Ms, p99Ms }: Percentiles): string[] {
  return [p50Ms, p95Ms, p99Ms].map((milliseconds) => milliseconds.toFixed(0));
}
