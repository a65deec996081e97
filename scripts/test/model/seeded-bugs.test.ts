import { describe, expect, it } from '@jest/globals';
import { checkModel } from './check-model.ts';
import {
  failsWholeBatch,
  reportsNoFailure,
  reportsWholeBatch,
  swallowsDeadLetters,
} from './doubles/batch-answers.ts';
import { keyPerAttempt, marksBeforeTheEffect, withoutStatusGuard } from './doubles/fulfillments.ts';
import { PlainPutStore } from './doubles/plain-put-store.ts';
import { closesBeforeSending, pendingBeforeSending } from './doubles/redrives.ts';
import { rowAfterStatus } from './doubles/row-after-status.ts';
import type { Invariant } from './invariants.ts';
import type { Part } from './plan.ts';
import { readRunSettings } from './run-settings.ts';
import { PRODUCT, type Subject } from './subject.ts';

interface SeededBug {
  readonly bug: string;
  readonly double: Partial<Subject>;
  readonly part: Part;
  /** What it breaks; some break one thing or another first. */
  readonly caughtBy: readonly Invariant[];
}

const SEEDED_BUGS: readonly SeededBug[] = [
  {
    bug: 'a plain put that creates an order',
    double: { createOrderStore: () => new PlainPutStore('create') },
    part: 'workflow',
    caughtBy: ['terminal', 'content'],
  },
  {
    bug: 'a plain put that replaces an order',
    double: { createOrderStore: () => new PlainPutStore('replace') },
    part: 'fulfillment',
    caughtBy: ['terminal'],
  },
  {
    bug: 'no partial batch response, failures forgotten',
    double: { processOrders: reportsNoFailure },
    part: 'fulfillment',
    caughtBy: ['done'],
  },
  {
    bug: 'no partial batch response, failures thrown',
    double: { processOrders: failsWholeBatch },
    part: 'fulfillment',
    caughtBy: ['batch'],
  },
  {
    bug: 'no partial batch response, the whole batch reported',
    double: { processOrders: reportsWholeBatch },
    part: 'fulfillment',
    caughtBy: ['batch'],
  },
  {
    bug: 'dlq-handler swallows what it could not record',
    double: { processDeadLetters: swallowsDeadLetters },
    part: 'deadLetters',
    caughtBy: ['deadLetters'],
  },
  {
    bug: 'an order marked done before the effect',
    double: { processOrders: marksBeforeTheEffect },
    part: 'fulfillment',
    caughtBy: ['fulfilled'],
  },
  {
    bug: 'fulfilling without the status guard',
    double: { processOrders: withoutStatusGuard },
    part: 'fulfillment',
    caughtBy: ['asked'],
  },
  {
    bug: 'an idempotency key for each attempt',
    double: { processOrders: keyPerAttempt },
    part: 'fulfillment',
    caughtBy: ['asked'],
  },
  {
    bug: 'a failed_orders row written after the status',
    double: { handleRequest: rowAfterStatus },
    part: 'workflow',
    caughtBy: ['recorded'],
  },
  {
    bug: 'a redrive that closes the row before the message is sent',
    double: { redriveOrder: closesBeforeSending },
    part: 'deadLetters',
    caughtBy: ['recorded', 'ended'],
  },
  {
    bug: 'a redrive that makes the order PENDING before the message is sent',
    double: { redriveOrder: pendingBeforeSending },
    part: 'deadLetters',
    caughtBy: ['ended'],
  },
];

describe('the model', () => {
  it.each(SEEDED_BUGS)('catches $bug', async ({ double, part, caughtBy }) => {
    const usual = readRunSettings({});
    const { failure } = await checkModel(part, { ...PRODUCT, ...double }, usual, false);

    expect(caughtBy).toContain(failure?.invariant);
  });

  it('shortens a run that failed, tells what happened in it, and repeats it by seed and path', async () => {
    const subject = { ...PRODUCT, processDeadLetters: swallowsDeadLetters };
    const { failure } = await checkModel('deadLetters', subject, { runs: 1000, seed: 1 });
    const repeated = await checkModel('deadLetters', subject, failure?.settings ?? { runs: 0 });

    expect(failure?.report).toContain('broken: a dead letter leaves its queue with a row');
    expect(failure?.report).toMatch(/SQS +m\d+ moved to order_dlq\n.*dlq-handler \d+ +gets m\d+ of [ab]/);
    expect(failure?.report).toMatch(/MODEL_SEED=1 MODEL_PATH=[\d:]+ npx/);
    expect(repeated.failure?.report.split('\n\nto repeat')[0]).toBe(
      failure?.report.split('\n\nto repeat')[0],
    );
  });
});
