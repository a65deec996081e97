import { join, relative } from 'node:path';
import { buildArtifacts } from './build-artifacts.ts';
import { CDKTF_OUT, ROOT } from './repository.ts';
import { runProgram } from './run-program.ts';
import { synthesize } from './synthesize.ts';
import { synthesizedStacks } from './synthesized-stacks.ts';

await runProgram(async () => {
  await buildArtifacts();
  await synthesize();
  for (const stack of synthesizedStacks())
    console.log(relative(ROOT, join(CDKTF_OUT, 'stacks', stack, 'cdk.tf.json')));
});
