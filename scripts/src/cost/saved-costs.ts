import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Machine, thisMachine } from '../bench/machine.ts';
import { ROOT } from '../repository.ts';
import { UserError } from '../user-error.ts';
import type { CostReport } from './cost-report.ts';

/** What `cost --save` measured last. */
export const COSTS_FILE = join(ROOT, 'docs/benchmarks/cost.json');

/** Reports with where, when and of which commit they are. */
export interface SavedCosts {
  readonly benchmark: 'cost';
  readonly machine: Machine;
  readonly figures: readonly CostReport[];
}

/** Keeps what was measured, in the form of a benchmark. */
export function saveCosts(figures: readonly CostReport[], file = COSTS_FILE, machine = thisMachine()): void {
  const saved: SavedCosts = { benchmark: 'cost', machine, figures };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(saved, undefined, 2)}\n`);
  console.error(`wrote ${relative(ROOT, file)}`);
}

/** What was measured last. Throws UserError when nothing was. */
export function readSavedCosts(file = COSTS_FILE): SavedCosts {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UserError(
      `cannot read what orders use: ${(error as Error).message}; run: npx -y pnpm@12 cost --save`,
    );
  }
}
