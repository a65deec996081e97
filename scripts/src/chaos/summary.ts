import type { FaultKind } from 'local-cloud';
import type { ChaosOptions } from './chaos-options.ts';
import { inconclusiveReasons } from './inconclusive.ts';
import { brokenInvariants } from './report.ts';
import type { SeedResult } from './run-seed.ts';

/** What all runs of a command came to. */
export interface Tally {
  add(result: SeedResult): void;
  /** Whether every run was made, put something to the test and broke nothing. */
  holds(): boolean;
  /** The last lines of the command. */
  lines(): string[];
}

/** Counts what runs came to, and keeps none of them: their evidence is large. */
export function createTally({ runs, orders, faults }: ChaosOptions): Tally {
  const seeds = new Set<number>();
  const injected = new Set<string>();
  let done = 0;
  let broken = 0;
  let inconclusive = 0;

  /** Of a whole command: one small run need not meet every kind. */
  function neverInjected(): FaultKind[] {
    return faults.rate > 0 ? faults.kinds.filter((kind) => !injected.has(kind)) : [];
  }

  return {
    add(result) {
      seeds.add(result.options.seed);
      done += 1;
      const brokenNow = brokenInvariants(result).length;
      broken += brokenNow;
      if (brokenNow === 0 && inconclusiveReasons(result).length > 0) inconclusive += 1;
      for (const [kind, count] of Object.entries(result.faults)) if (count > 0) injected.add(kind);
    },
    holds: () => done > 0 && broken + inconclusive === 0,
    lines() {
      const left = runs.length - done;
      const summary = [
        `${counted(seeds.size, 'seed')}, ${counted(done, 'run')} × ${counted(orders, 'order')}: ${broken} invariants broken`,
        ...(inconclusive > 0 ? [`${counted(inconclusive, 'run')} inconclusive`] : []),
        ...(left > 0 ? [`${left} not run, --keep-going runs them too`] : []),
      ];
      const never = neverInjected();
      return [
        summary.join('; '),
        ...(never.length > 0
          ? [`warning: never injected: ${never.join(', ')}; give more orders or seeds`]
          : []),
      ];
    },
  };
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
