import { describe, expect, it } from '@jest/globals';
import { checkModel } from './check-model.ts';
import type { Part } from './plan.ts';
import { readRunSettings } from './run-settings.ts';
import type { Situation } from './situations.ts';
import { PRODUCT } from './subject.ts';

/** Fewer runs than the usual number say nothing of how often a situation comes about. */
const ENOUGH_RUNS = 3000;

/** The test of one part: the product keeps every invariant, in runs of which so many come across what they are about. */
export function describePart(part: Part, minRunsWith: Partial<Record<Situation, number>>): void {
  describe(`the model of ${part}`, () => {
    it('holds for every order', async () => {
      const { failure, reached, runs } = await checkModel(part, PRODUCT, readRunSettings());

      expect(failure?.report).toBeUndefined();
      if (runs < ENOUGH_RUNS) return;
      const tooFew = Object.entries(minRunsWith).filter(([name, min]) => reached[name as Situation] < min);
      expect(tooFew.map(([name, min]) => `${name}: ${reached[name as Situation]} runs, not ${min}`)).toEqual(
        [],
      );
    });
  });
}
