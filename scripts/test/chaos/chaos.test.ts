import { describe, expect, it } from '@jest/globals';
import { FAULT_KINDS, type FaultKind } from 'local-cloud';
import { inconclusiveReasons } from '../../src/chaos/inconclusive.ts';
import { brokenReport, repeatCommand } from '../../src/chaos/report.ts';
import { runChaos } from './run-chaos.ts';

const ORDERS = 24;
const KINDS_OF_SERVICES: FaultKind[] = ['duplicate', 'reorder', 'outage', 'reset-before', 'reset-after'];
const KINDS_OF_CALLS = FAULT_KINDS.filter((kind) => !['duplicate', 'reorder', 'outage'].includes(kind));

describe('the system under faults', () => {
  it.each(['EXPRESS', 'STANDARD'] as const)(
    'loses no accepted order and fulfills none twice, as %s',
    async (workflowType) => {
      const run = { workflowType, orders: ORDERS };
      const results = await runChaos([
        // These seeds deal each of their kinds to early calls, of which there are enough in every run.
        { ...run, seed: 1008, faults: { rate: 0.07, kinds: KINDS_OF_CALLS } },
        { ...run, seed: 1964, faults: { rate: 0.2, kinds: KINDS_OF_SERVICES } },
      ]);

      for (const result of results) {
        const broken = result.verdicts.filter(({ violations }) => violations.length > 0);
        expect(broken.length > 0 ? brokenReport(result, repeatCommand(result.options)) : '').toBe('');
        expect(inconclusiveReasons(result)).toEqual([]);
        expect(result.evidence.orders.length).toBeGreaterThanOrEqual(ORDERS);
        expect(whatHappened(result)).toEqual(EVERYTHING);
      }
      // A test whose faults do not happen would test nothing any more.
      const injected = FAULT_KINDS.filter((kind) => results.some(({ faults }) => faults[kind] > 0));
      expect(injected).toEqual([...FAULT_KINDS]);
    },
  );
});

/** Each kind of event that the invariants look at: without one of them they would see nothing wrong. */
const EVERYTHING = [
  'answered',
  'asked',
  'execution ends',
  'execution enters SendToQueue',
  'execution starts',
  'fault',
  'message deleted',
  'message received',
  'message sent',
  'poison',
  'read',
  'row',
  'sent',
  'written',
];

function whatHappened({ evidence }: Awaited<ReturnType<typeof runChaos>>[number]): string[] {
  const kinds = evidence.events.map((event) =>
    'what' in event ? `${event.kind} ${event.what}` : event.kind,
  );
  return [...new Set<string>(kinds)].sort();
}
