import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { buildFunctions } from './build-functions.ts';
import { CDKTF_OUT, ROOT } from './repository.ts';
import { runProgram } from './run-program.ts';
import { synthesize } from './synthesize.ts';

await runProgram(async () => {
  await buildFunctions();
  await synthesize();
  const stacks = join(CDKTF_OUT, 'stacks');
  for (const stack of readdirSync(stacks).sort())
    console.log(relative(ROOT, join(stacks, stack, 'cdk.tf.json')));
});
