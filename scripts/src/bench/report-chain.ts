import type { BenchReport } from './bench-report.ts';
import type { Chain, Figures, Load } from './measure-chain.ts';
import { median } from './statistics.ts';

/** The medians of all turns, and what the chain costs. */
export function reportChain(turns: Record<Chain, readonly Figures[]>, load: Load): BenchReport {
  const bare = medianOf(turns.bare);
  const full = medianOf(turns.full);
  const cost = {
    throughput: 1 - full.ordersPerSecond / bare.ordersPerSecond,
    cpu: full.cpuMsPerOrder / bare.cpuMsPerOrder - 1,
  };
  return {
    name: 'chain',
    title: 'What IAM, meter and faults cost the local run',
    introduction: `Orders through the local run with the gateway's chain off and on, in turns: the median of ${turns.bare.length} turns of ${load.orders} orders by ${load.clients} clients. Processor time is that of the local cloud, functions apart.`,
    tables: [
      {
        head: ['chain', 'orders/s', 'ms of processor time per order'],
        rows: [
          ['without IAM, meter and faults', ...cells(bare)],
          ['with all three, no fault drawn', ...cells(full)],
          ['what they cost', percent(cost.throughput), percent(cost.cpu)],
        ],
      },
    ],
    figures: { ...load, turns, median: { bare, full }, cost },
  };
}

/** One turn. */
export function formatFigures({ ordersPerSecond, cpuMsPerOrder }: Figures): string {
  return `${ordersPerSecond.toFixed(1)} orders/s, ${cpuMsPerOrder.toFixed(2)} ms of processor time per order`;
}

function cells({ ordersPerSecond, cpuMsPerOrder }: Figures): string[] {
  return [ordersPerSecond.toFixed(1), cpuMsPerOrder.toFixed(2)];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function medianOf(turns: readonly Figures[]): Figures {
  return {
    ordersPerSecond: median(turns.map(({ ordersPerSecond }) => ordersPerSecond)),
    cpuMsPerOrder: median(turns.map(({ cpuMsPerOrder }) => cpuMsPerOrder)),
  };
}
