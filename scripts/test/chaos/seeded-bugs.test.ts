import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { brokenInvariants } from '../../src/chaos/report.ts';
import type { SeedOptions, SeedResult } from '../../src/chaos/run-seed.ts';
import { runChaos } from './run-chaos.ts';

const double = (name: string) => join(import.meta.dirname, 'doubles', `${name}.ts`);

/** How processes interleave is the machine's: where the first seed misses a bug, on a busy one, the next ones do not. */
const SEEDS = [1, 2, 3];

/** Bugs of other solutions of this assignment: by what is replaced, and by what one finds them, whichever shows first. */
describe('a bug that is put into the system', () => {
  it.each<[bug: string, original: string, invariants: string[], options: Partial<SeedOptions>]>([
    [
      'plain-put',
      'packages/order-store/src/dynamodb-order-store.ts',
      ['FULFILLED is final', 'content is kept'],
      {},
    ],
    ['no-partial-batch-response', 'packages/function-kit/src/sqs-batch.ts', ['FAILED orders have a row'], {}],
    [
      'swallowed-dead-letter',
      'functions/dlq-handler/src/record-dead-letter.ts',
      ['dead letters are accounted for'],
      { faults: { rate: 0.8, kinds: ['error'], calls: ['dynamodb:PutItem'] } },
    ],
    [
      'done-before-effect',
      'functions/fulfill-order/src/fulfill-order.ts',
      ['the warehouse is asked safely'],
      {},
    ],
    [
      'no-status-guard',
      'functions/fulfill-order/src/fulfill-order.ts',
      ['the warehouse is asked safely'],
      {},
    ],
  ])('is found: %s', async (bug, original, invariants, options) => {
    const found = (result: SeedResult) =>
      brokenInvariants(result).filter((invariant) => invariants.includes(invariant));
    const results = await runChaos(
      SEEDS.map((seed) => ({ workflowType: 'EXPRESS', orders: 25, seed, ...options })),
      { replace: { [original]: double(bug) }, until: (result) => found(result).length > 0 },
    );

    expect(results.flatMap(found)).not.toEqual([]);
  });
});
