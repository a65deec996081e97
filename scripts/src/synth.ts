import { join, relative } from 'node:path';
import { buildArtifacts } from './build-artifacts.ts';
import { createPhaseTimer, formatPhases } from './phase-timer.ts';
import { ARTIFACTS, CDKTF_OUT, ROOT } from './repository.ts';
import { runProgram } from './run-program.ts';
import { synthesize } from './synthesize.ts';
import { synthesizedStacks } from './synthesized-stacks.ts';

await runProgram(async () => {
  const timer = createPhaseTimer();
  await buildArtifacts(ARTIFACTS, timer);
  await timer.timed('synthesize', synthesize());
  for (const stack of synthesizedStacks())
    console.log(relative(ROOT, join(CDKTF_OUT, 'stacks', stack, 'cdk.tf.json')));
  console.log(formatPhases(timer.phases));
});
