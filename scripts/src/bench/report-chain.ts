import type { Chain, Figures, Load } from './measure-chain.ts';

/** Prints the medians of all turns and what the chain costs, or everything as JSON. */
export function reportChain(figures: Record<Chain, readonly Figures[]>, load: Load, json: boolean): void {
  const bare = medianOf(figures.bare);
  const full = medianOf(figures.full);
  const cost = {
    throughput: 1 - full.ordersPerSecond / bare.ordersPerSecond,
    cpu: full.cpuMsPerOrder / bare.cpuMsPerOrder - 1,
  };
  if (json) console.log(JSON.stringify({ ...load, figures, median: { bare, full }, cost }, null, 2));
  else
    console.log(`
median of ${figures.bare.length} turns of ${load.orders} orders
  without IAM, meter and faults  ${formatFigures(bare)}
  with all three                 ${formatFigures(full)}
  what the chain costs           ${percent(cost.throughput)} of throughput, ${percent(cost.cpu)} more processor time`);
}

/** One turn, or a median. */
export function formatFigures({ ordersPerSecond, cpuMsPerOrder }: Figures): string {
  return `${ordersPerSecond.toFixed(1)} orders/s, ${cpuMsPerOrder.toFixed(2)} ms of processor time per order`;
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

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}
