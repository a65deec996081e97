import fc from 'fast-check';
import { BrokenInvariantError } from './invariants.ts';
import { type Part, PLANS, type Plan } from './plan.ts';
import { play } from './play.ts';
import type { RunSettings } from './run-settings.ts';
import { SITUATIONS, type Situation } from './situations.ts';
import type { Subject } from './subject.ts';

export interface ModelResult {
  readonly runs: number;
  /** How many runs came across each situation. */
  readonly reached: Readonly<Record<Situation, number>>;
  readonly broken?: BrokenInvariantError;
  /** What broke, how to repeat it, and what happened; empty when nothing did. */
  readonly report: string;
}

/** Plays as many runs as asked, until one breaks an invariant; that one is then made as short as it can be. */
export async function checkModel(
  part: Part,
  subject: Subject,
  { runs, seed, path = '' }: RunSettings,
  isShortened = true,
): Promise<ModelResult> {
  const reached = Object.fromEntries(SITUATIONS.map((situation) => [situation, 0])) as Record<
    Situation,
    number
  >;
  const plans: fc.Arbitrary<Plan> = PLANS[part];
  // Most of the errors of a run are its faults: their stacks would take a good part of its time.
  Error.stackTraceLimit = 0;
  const property = fc.asyncProperty(plans, async (plan) => {
    const world = await play(plan, subject);
    for (const situation of world.reached) reached[situation]++;
  });
  const parameters = { numRuns: runs, path, endOnFailure: !isShortened };
  const details = await fc.check(property, seed === undefined ? parameters : { ...parameters, seed });
  const { errorInstance, counterexample, counterexamplePath, numRuns } = details;
  if (!details.failed) return { runs: numRuns, reached, report: '' };
  const repeat = `MODEL_SEED=${details.seed} MODEL_PATH=${counterexamplePath} npx -y pnpm@12 test scripts/test/model -t '${part}'`;
  const message = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  const report = [message, `plan: ${JSON.stringify(counterexample)}`, `to repeat it: ${repeat}`].join('\n\n');
  return errorInstance instanceof BrokenInvariantError
    ? { runs: numRuns, reached, report, broken: errorInstance }
    : { runs: numRuns, reached, report };
}
