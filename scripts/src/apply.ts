import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { requireArguments } from './deploy/arguments.ts';
import { cdktf } from './deploy/run-cdktf.ts';
import { stackDirectory } from './deploy/stack-directory.ts';
import { runProgram } from './run-program.ts';
import { UserError } from './user-error.ts';

const USAGE = `Usage: npx -y pnpm@12 apply STACK

Deploys exactly the plan that plan wrote. Terraform refuses it when the stack has changed since.`;

/** The file of the stack's folder that `cdktf diff` writes. */
const PLAN = 'plan';

await runProgram(async () => {
  const [stack] = requireArguments(['STACK'], USAGE);
  if (!existsSync(join(stackDirectory(stack), PLAN))) {
    throw new UserError(`there is no plan of ${stack}; run: npx -y pnpm@12 plan ${stack}`);
  }
  // Synthesizing again, or locking providers again, would make another plan than the one that was read.
  await cdktf(['deploy', stack, '--skip-synth', '--skip-provider-lock'], { TF_CLI_ARGS_apply: PLAN });
});
