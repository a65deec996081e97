import { describe, expect, it } from '@jest/globals';
import { JournalError } from '../../src/chaos/journal-error.ts';
import { brokenReport, progressLine, repeatCommand } from '../../src/chaos/report.ts';
import { answered, asked, created, evidence, order, PEN, read, sent, updated } from './evidence-builder.ts';
import { resultOf } from './result-builder.ts';

const fault = { kind: 'fault', fault: 'error', target: 'sqs:SendMessage', detail: '' } as const;
const events = [
  sent(),
  created(),
  answered(200),
  fault,
  read('PENDING', 0),
  asked(0),
  updated('FULFILLED', 1),
  sent(PEN, { isLast: true }),
  answered(200, PEN, { isLast: true }),
];

describe('progressLine', () => {
  it('says what happened and that the promise holds', () => {
    const line = progressLine(resultOf(evidence(events, { orders: [order('FULFILLED', 1)] })));

    expect(line).toMatch(/^seed 7 EXPRESS: 1 orders; answers 200 2; ends FULFILLED 1; faults 2 \(.*error 2/);
    expect(line).toMatch(/warehouse asked 1 times, 0 of them again, 0 as FULFILLED was recorded meanwhile/);
    expect(line).toMatch(/fulfilled but FAILED: 0; 1.2 s; holds$/);
  });
});

describe('progressLine of a run that shows nothing', () => {
  it('says so', () => {
    const line = progressLine(resultOf(evidence(events, { orders: [order('FULFILLED', 1)] }), {}));

    expect(line).toMatch(/inconclusive: no fault was injected$/);
  });

  it('counts late requests to the warehouse, and orders that are FAILED although they were fulfilled', () => {
    const late = asked(0, { environment: 'b', fulfilled: false });
    const failed = [...events.slice(0, -3), updated('FAILED', 1)];
    const lateLine = progressLine(resultOf(evidence([...events, late], { orders: [order('FULFILLED', 1)] })));
    const failedLine = progressLine(resultOf(evidence(failed, { orders: [order('FAILED', 1)] })));

    expect(lateLine).toContain(
      '1 of them again, 1 as FULFILLED was recorded meanwhile; fulfilled but FAILED: 0',
    );
    expect(failedLine).toContain('fulfilled but FAILED: 1');
  });
});

describe('brokenReport', () => {
  it('shows a call that the journal could not read with seed, timeline and command', () => {
    const unreadCalls = [new JournalError('dynamodb:UpdateItem by order-storage: cannot be read', 'o1')];
    const result = resultOf(evidence(events, { orders: [order('FULFILLED', 1)], unreadCalls }));
    const report = brokenReport(result, repeatCommand(result.options));

    expect(progressLine(result)).toContain('BROKEN: every call can be read');
    expect(report).toContain('order o1: dynamodb:UpdateItem by order-storage: cannot be read');
    expect(report).toContain('order-storage writes PENDING');
    expect(report).toContain('repeat with: npx -y pnpm@12 chaos --orders 1 --seed 7');
  });

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
