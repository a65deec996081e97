import type { BenchReport } from './bench-report.ts';
import type { FlowFigures, Percentiles } from './measure-flow.ts';

/** What each load came to. */
export function reportFlow(figures: readonly FlowFigures[]): BenchReport {
  return {
    name: 'flow',
    title: 'Orders through the local run',
    introduction:
      'Orders through the environment `local`, IAM enforced and costs metered, from POST to `FULFILLED`; as many at a time as there are clients. Each row is a system of its own, warmed up with 1,000 orders; every order is fulfilled at its first attempt. The clients run in the process of the local cloud.',
    tables: [
      {
        caption: 'Throughput',
        head: ['load', 'orders', 'orders/s', 'first tenth', 'last tenth', 'last to first', 'refused', 'lost'],
        rows: figures.map((row) => [
          loadOf(row),
          row.orders.toLocaleString('en-US'),
          row.ordersPerSecond.toFixed(0),
          row.firstTenth.toFixed(0),
          row.lastTenth.toFixed(0),
          (row.lastTenth / row.firstTenth).toFixed(2),
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
          row.heapAfterFirstTenth.toFixed(0),
          row.heapAtEnd.toFixed(0),
        ]),
      },
    ],
    notes: [
      'Each group of logs keeps its last 20,000 lines, which fill within the first orders; tables are in memory and grow with the orders in them.',
    ],
    figures,
  };
}

function loadOf({ workflowType, clients }: FlowFigures): string {
  return `${workflowType}, ${clients} ${clients === 1 ? 'client' : 'clients'}`;
}

function times({ p50, p95, p99 }: Percentiles): string[] {
  return [p50, p95, p99].map((milliseconds) => milliseconds.toFixed(0));
}
