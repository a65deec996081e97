import { describe, expect, it } from '@jest/globals';
import { FAULT_KINDS } from 'local-cloud';
import { brokenReport, repeatCommand } from '../../src/chaos/report.ts';
import { runChaos } from './run-chaos.ts';

describe('the system under faults', () => {
  it('loses no accepted order and fulfills none twice, as EXPRESS and as STANDARD', async () => {
    const results = await runChaos([
      { seed: 1, workflowType: 'EXPRESS' },
      { seed: 2, workflowType: 'STANDARD' },
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
      expect(result.evidence.orders.length).toBeGreaterThan(55);
    }
    // A test whose faults do not happen would test nothing any more.
    const injected = FAULT_KINDS.filter((kind) => results.some(({ faults }) => faults[kind] > 0));
    expect(injected).toEqual([...FAULT_KINDS]);
  });
});
