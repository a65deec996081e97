import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FAULT_KINDS } from 'local-cloud';
import { prepareSystem } from '../../src/chaos/chaos-system.ts';
import { runSeed, type SeedOptions, type SeedResult } from '../../src/chaos/run-seed.ts';
import type { Replacements } from '../../src/replace-modules.ts';
import type { WorkflowType } from '../../src/stack-names.ts';

export interface ChaosOptions {
  /** Modules of the system that give way to others. */
  readonly replace?: Replacements;
  /** The last result that is wanted: no further seeds are run. */
  readonly until?: (result: SeedResult) => boolean;
}

/** Runs seeds, one after the other, against a system. */
export async function runChaos(
  seeds: readonly (Partial<SeedOptions> & { readonly workflowType: WorkflowType })[],
  { replace = {}, until = () => false }: ChaosOptions = {},
): Promise<SeedResult[]> {
  const directory = mkdtempSync(join(tmpdir(), 'chaos-test-'));
  const { signal } = new AbortController();
  try {
    const types = [...new Set(seeds.map(({ workflowType }) => workflowType))];
    const system = await prepareSystem(directory, types, replace);
    const results: SeedResult[] = [];
    for (const seed of seeds) {
      const result = await runSeed(system, { ...DEFAULTS, ...seed }, signal);
      results.push(result);
      if (until(result)) break;
    }
    return results;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const DEFAULTS: Omit<SeedOptions, 'workflowType'> = {
  seed: 1,
  orders: 40,
  clients: 16,
  timeScale: 50,
  faults: { rate: 0.02, kinds: FAULT_KINDS },
};
