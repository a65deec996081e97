import fc from 'fast-check';
import { BrokenInvariantError, type Invariant } from './invariants.ts';
import { type Part, PLANS, type Plan } from './plan.ts';
import { play } from './play.ts';
import type { RunSettings } from './run-settings.ts';
import { SITUATIONS, type Situation } from './situations.ts';
import type { Subject } from './subject.ts';

export interface ModelResult {
  readonly runs: number;
  /** How many runs came across each situation. */
  readonly reached: Readonly<Record<Situation, number>>;
  readonly failure?: ModelFailure;
}

interface ModelFailure {
  /** Absent when the run failed in another way. */
  readonly invariant?: Invariant;
  /** What broke, what happened until then, and how to repeat it. */
  readonly report: string;
  /** The settings that play the same run again. */
  readonly settings: RunSettings;
}

/** Plays as many runs as asked, until one breaks an invariant; that one is then made as short as it can be. */
export async function checkModel(
  part: Part,
  subject: Subject,
  { runs, seed, path = '' }: RunSettings,
  isShortened = true,
): Promise<ModelResult> {
  const reached = Object.fromEntries(SITUATIONS.map((each) => [each, 0])) as Record<Situation, number>;
  const plans: fc.Arbitrary<Plan> = PLANS[part];
  const property = fc.asyncProperty(plans, async (plan) => {
    const world = await play(plan, subject);
    for (const situation of world.reached) reached[situation]++;
  });
  const parameters = { numRuns: runs, path, endOnFailure: !isShortened };
  const details = await withoutStacks(() =>
    fc.check(property, seed === undefined ? parameters : { ...parameters, seed }),
  );
  const result = { runs: details.numRuns, reached };
  return details.failed ? { ...result, failure: failureOf(part, details) } : result;
}

function failureOf(part: Part, details: fc.RunDetails<[Plan]>): ModelFailure {
  const { counterexample, errorInstance: error, numRuns } = details;
  const settings = { runs: numRuns, seed: details.seed, path: details.counterexamplePath ?? '' };
  const report = [
    error instanceof Error ? error.message : String(error),
    `plan: ${JSON.stringify(counterexample?.[0])}`,
    `to repeat it: MODEL_SEED=${settings.seed} MODEL_PATH=${settings.path} npx -y pnpm@12 test scripts/test/model -t 'the model of ${part}'`,
  ].join('\n\n');
  return { report, settings, ...(error instanceof BrokenInvariantError && { invariant: error.invariant }) };
}

/** Most errors of a run are the faults in it: their stacks would take a good part of its time. */
async function withoutStacks<Result>(run: () => Promise<Result>): Promise<Result> {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return await run();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
