import { FAULT_KINDS, type FaultKind } from 'local-cloud';
import { check } from '../../src/chaos/check.ts';
import type { Evidence } from '../../src/chaos/evidence.ts';
import type { SeedOptions, SeedResult } from '../../src/chaos/run-seed.ts';

const NO_FAULTS = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 0])) as Record<FaultKind, number>;

/** What a run of seed 7 comes to in which this was found, and two errors were injected. */
export function resultOf(
  evidence: Evidence,
  faults: Partial<Record<FaultKind, number>> = { error: 2 },
  options: Partial<SeedOptions> = {},
): SeedResult {
  return {
    options: {
      seed: 7,
      orders: 1,
      workflowType: 'EXPRESS',
      clients: 2,
      timeScale: 20,
      faults: { rate: 0.1, kinds: ['duplicate', 'error'], calls: ['sqs:*'] },
      ...options,
    },
    evidence,
    verdicts: check(evidence),
    faults: { ...NO_FAULTS, ...faults },
    seconds: 1.23,
  };
}
