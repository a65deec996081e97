import { describe, expect, it } from '@jest/globals';
import { FAULT_KINDS, type FaultKind } from 'local-cloud';
import { brokenReport, repeatCommand } from '../../src/chaos/report.ts';
import { runChaos } from './run-chaos.ts';

const KINDS_OF_SERVICES: FaultKind[] = ['duplicate', 'reorder', 'outage', 'reset-before', 'reset-after'];
const KINDS_OF_CALLS = FAULT_KINDS.filter((kind) => !['duplicate', 'reorder', 'outage'].includes(kind));

describe('the system under faults', () => {
  it('loses no accepted order and fulfills none twice, as EXPRESS and as STANDARD', async () => {
    const results = await runChaos([
      // These seeds deal each of their kinds to early calls, of which there are enough in every run.
      { seed: 1008, workflowType: 'EXPRESS', faults: { rate: 0.06, kinds: KINDS_OF_CALLS } },
      { seed: 1964, workflowType: 'STANDARD', faults: { rate: 0.2, kinds: KINDS_OF_SERVICES } },
    ]);

    for (const result of results) {
      const broken = result.verdicts.filter(({ violations }) => violations.length > 0);
      expect(broken.length > 0 ? brokenReport(result, repeatCommand(result.options)) : '').toBe('');
      const kinds = new Set(result.evidence.events.map(({ kind }) => kind));
      expect([...kinds].sort()).toEqual([
        'answered',
        'asked',
        'fault',
        'message',
        'read',
        'row',
        'sent',
        'written',
      ]);
      expect(result.evidence.orders.length).toBeGreaterThan(35);
    }
    // A test whose faults do not happen would test nothing any more.
    const injected = FAULT_KINDS.filter((kind) => results.some(({ faults }) => faults[kind] > 0));
    expect(injected).toEqual([...FAULT_KINDS]);
  });
});
