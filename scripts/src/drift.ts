import { buildFunctions } from './build-functions.ts';
import { requireArguments } from './deploy/arguments.ts';
import { stackDirectory } from './deploy/stack-directory.ts';
import { runProgram } from './run-program.ts';
import { runTool, terraform } from './run-terraform.ts';
import { synthesize } from './synthesize.ts';
import { UserError } from './user-error.ts';

const USAGE = `Usage: npx -y pnpm@12 drift STACK

Looks for what was changed in the deployed stack by other means than a deployment; exits with 1 when it finds some.`;

/** Exit code of a plan with changes. https://developer.hashicorp.com/terraform/cli/commands/plan#detailed-exitcode */
const CHANGED = 2;

await runProgram(async () => {
  const [stack] = requireArguments(['STACK'], USAGE);
  await buildFunctions();
  await synthesize();
  const cwd = stackDirectory(stack);
  await terraform(cwd, ['init', '-reconfigure'], { stdout: 'ignore' });
  // Compares AWS with the state, not with this source: what is merged and not deployed yet is no drift.
  const code = await runTool(
    'terraform',
    ['plan', '-refresh-only', '-detailed-exitcode', '-lock=false', '-no-color'],
    { cwd },
  );
  if (code === 0) return console.log(`No drift in ${stack}.`);
  throw new UserError(
    code === CHANGED
      ? `${stack} has drifted: the output above shows what was changed by other means than a deployment; deploy again to change it back`
      : `terraform plan of ${stack} failed with exit code ${code}`,
  );
});
