import { buildArtifacts } from './build-artifacts.ts';
import { readArguments } from './deploy/arguments.ts';
import { checkAccount } from './deploy/check-account.ts';
import { readDeployedStack } from './deploy/deployed-stack.ts';
import { findDrift, showDrift } from './deploy/find-drift.ts';
import { runProgram } from './run-program.ts';
import { terraform, terraformOutput } from './run-terraform.ts';
import { synthesize } from './synthesize.ts';
import { UserError } from './user-error.ts';

const USAGE = `Usage: npx -y pnpm@12 drift STACK

Looks for what was changed in the deployed stack by other means than a deployment; exits with 1 when it finds some.`;

const PLAN = 'drift-plan';

await runProgram(async () => {
  const args = readArguments(['STACK'], USAGE);
  if (!args) return;
  await buildArtifacts();
  await synthesize();
  const stack = readDeployedStack(args[0]);
  await checkAccount(stack);
  const cwd = stack.directory;
  await terraform(cwd, ['init', '-reconfigure'], { stdout: 'ignore' });
  // Compares AWS with the state, not with this source: what is merged and not deployed yet is no drift.
  await terraform(cwd, ['plan', '-refresh-only', '-lock=false', `-out=${PLAN}`], { stdout: 'ignore' });
  const drift = findDrift(JSON.parse(terraformOutput(cwd, ['show', '-json', PLAN])));
  if (drift.length === 0) return console.log(`No drift in ${stack.name}.`);
  console.log(showDrift(drift));
  throw new UserError(
    `${stack.name} has drifted: the lines above were changed by other means than a deployment; deploy again to change them back`,
  );
});
