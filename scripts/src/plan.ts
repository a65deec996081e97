import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildFunctions } from './build-functions.ts';
import { requireArguments } from './deploy/arguments.ts';
import { cdktf } from './deploy/run-cdktf.ts';
import { CDKTF_OUT } from './repository.ts';
import { runProgram } from './run-program.ts';

const USAGE = `Usage: npx -y pnpm@12 plan STACK

Shows what a deployment of the stack would change, and writes the plan that apply deploys.`;

await runProgram(async () => {
  const [stack] = requireArguments(['STACK'], USAGE);
  await buildFunctions();
  // Where the state was at the last plan: the configuration may say another place now, and there is nothing to move.
  rmSync(join(CDKTF_OUT, 'stacks', stack, '.terraform/terraform.tfstate'), { force: true });
  // Terraform's own lock file, of this platform, is enough: the plan is applied on the same one.
  await cdktf(['diff', stack, '--skip-provider-lock']);
  console.log(`\nTo deploy exactly this: npx -y pnpm@12 apply ${stack}`);
});
