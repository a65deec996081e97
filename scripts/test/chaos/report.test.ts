import { describe, expect, it } from '@jest/globals';
import { FAULT_KINDS, type FaultKind } from 'local-cloud';
import { check } from '../../src/chaos/check.ts';
import { brokenReport, progressLine, repeatCommand } from '../../src/chaos/report.ts';
import type { SeedResult } from '../../src/chaos/run-seed.ts';
import { answered, asked, created, evidence, order, read, sent, updated } from './evidence-builder.ts';

const faults = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 0])) as Record<FaultKind, number>;

function resultOf(found: ReturnType<typeof evidence>): SeedResult {
  return {
    options: {
      seed: 7,
      orders: 1,
      workflowType: 'EXPRESS',
      clients: 2,
      timeScale: 20,
      faults: { rate: 0.1, kinds: ['duplicate', 'error'], calls: ['sqs:*'] },
    },
    evidence: found,
    verdicts: check(found),
    faults: { ...faults, error: 2 },
    seconds: 1.23,
  };
}

const fault = { kind: 'fault', fault: 'error', target: 'sqs:SendMessage', detail: '' } as const;
const events = [
  sent(),
  created(),
  answered(200),
  fault,
  read('PENDING', 0),
  asked(0),
  updated('FULFILLED', 1),
];

describe('progressLine', () => {
  it('says what happened and that the promise holds', () => {
    const line = progressLine(resultOf(evidence(events, { orders: [order('FULFILLED', 1)] })));

    expect(line).toMatch(/^seed 7 EXPRESS: 1 orders; answers 200 1; ends FULFILLED 1; faults 2 \(.*error 2/);
    expect(line).toMatch(/warehouse asked 1 times, 0 of them again; 1.2 s; holds$/);
  });
});

describe('brokenReport', () => {
  it('names the invariant and the order, with its timeline, the faults near it and the command', () => {
    const result = resultOf(evidence([...events, updated('FAILED', 2)], { orders: [order('FAILED', 2)] }));
    const report = brokenReport(result, repeatCommand(result.options));

    expect(progressLine(result)).toContain('BROKEN: FULFILLED is final, FAILED orders have a row');
    expect(report).toContain('seed 7 broke: FULFILLED is final');
    expect(report).toContain('order o1: fulfill-order wrote FAILED after FULFILLED was recorded');
    const steps = [
      'client sends',
      'order-storage writes PENDING',
      'client gets 200',
      'fault: error at sqs:SendMessage',
      'reads PENDING',
      'asks the warehouse',
      'writes FULFILLED',
      'writes FAILED',
    ].map((step) => report.indexOf(step));
    expect(steps[0]).toBeGreaterThan(0);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(report).toContain(
      "repeat with: npx -y pnpm@12 chaos --orders 1 --seed 7 --workflow EXPRESS --clients 2 --time-scale 20 --faults 'rate=0.1,kinds=duplicate+error,calls=sqs:*'",
    );
  });
});
