import type { BenchReport } from './bench-report.ts';
import type { WarmFigures } from './measure-warm.ts';
import { median } from './statistics.ts';

/** What is compared. */
export const WARM_VARIANTS = ['shipped', 'defaults'] as const;

export type WarmVariant = (typeof WARM_VARIANTS)[number];

/** What was measured of a function: rounds of many invocations, and one round that counted allocations. */
export interface WarmResult {
  readonly name: string;
  readonly ordersPerInvocation: number;
  readonly rounds: Readonly<Record<WarmVariant, readonly WarmFigures[]>>;
  readonly allocations: Readonly<Record<WarmVariant, WarmFigures>>;
}

/** Medians of the rounds of each variant. */
export function reportWarm(results: readonly WarmResult[], rounds: number): BenchReport {
  const figures = results.map((result) => ({
    name: result.name,
    ordersPerInvocation: result.ordersPerInvocation,
    shipped: summarize(result, 'shipped'),
    defaults: summarize(result, 'defaults'),
    callsPerOrder: callsPerOrder(result),
  }));
  return {
    name: 'warm',
    title: 'Warm functions',
    introduction: `Each function invoked over and over in a process of its own, its AWS calls answered at once by another: the median of ${rounds} rounds, variants in turns. Processor time is that of the function's process; allocations are counted with nothing collected in between.`,
    tables: [
      {
        head: [
          'function',
          'orders per invocation',
          'invocations/s',
          "with esbuild's defaults",
          'ms of processor time per order',
          "with esbuild's defaults",
          'KB allocated per order',
          "with esbuild's defaults",
        ],
        rows: figures.map(({ name, ordersPerInvocation, shipped, defaults }) => [
          name,
          String(ordersPerInvocation),
          shipped.invocationsPerSecond.toFixed(0),
          defaults.invocationsPerSecond.toFixed(0),
          shipped.cpuMsPerOrder.toFixed(3),
          defaults.cpuMsPerOrder.toFixed(3),
          shipped.allocatedKbPerOrder.toFixed(1),
          defaults.allocatedKbPerOrder.toFixed(1),
        ]),
      },
      {
        caption: 'AWS calls per order',
        head: ['function', 'calls'],
        rows: figures.map(({ name, callsPerOrder }) => [name, callsPerOrder || 'none']),
      },
    ],
    figures: results,
  };
}

function summarize({ rounds, allocations, ordersPerInvocation }: WarmResult, variant: WarmVariant) {
  const perRound = (pick: (figures: WarmFigures) => number) => median(rounds[variant].map(pick));
  return {
    invocationsPerSecond: perRound(({ wallMs, invocations }) => (1000 * invocations) / wallMs),
    cpuMsPerOrder: perRound(({ cpuMs, invocations }) => cpuMs / (invocations * ordersPerInvocation)),
    allocatedKbPerOrder: allocatedBytesPerOrder(allocations[variant], ordersPerInvocation) / 1024,
  };
}

/** Throws when something was collected meanwhile. */
export function allocatedBytesPerOrder(
  { invocations, heapGrowthBytes, collections }: WarmFigures,
  ordersPerInvocation: number,
): number {
  if (collections > 0) throw new Error(`${collections} collections while allocations were counted`);
  return heapGrowthBytes / (invocations * ordersPerInvocation);
}

function callsPerOrder({ allocations: { shipped }, ordersPerInvocation }: WarmResult): string {
  const orders = shipped.invocations * ordersPerInvocation;
  return Object.entries(shipped.calls)
    .map(([operation, count]) => `${Number((count / orders).toFixed(2))} ${operation}`)
    .join(', ');
}
