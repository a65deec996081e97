import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { BACKEND_OVERRIDE } from './bootstrap/terraform-in-stack.ts';
import { buildArtifacts } from './build-artifacts.ts';
import { readArguments } from './deploy/arguments.ts';
import { checkAccount } from './deploy/check-account.ts';
import { readDeployedStack } from './deploy/deployed-stack.ts';
import { cdktf } from './deploy/run-cdktf.ts';
import { runProgram } from './run-program.ts';
import { synthesize } from './synthesize.ts';

const USAGE = `Usage: npx -y pnpm@12 plan STACK

Shows what a deployment of the stack would change, and writes the plan that apply deploys.`;

await runProgram(async () => {
  const args = readArguments(['STACK'], USAGE);
  if (!args) return;
  const [name] = args;
  await buildArtifacts();
  await synthesize();
  const stack = readDeployedStack(name);
  await checkAccount(stack);
  // Where the state was at the last plan, or in an interrupted bootstrap: the configuration may say another place now, and there is nothing to move.
  for (const stale of ['.terraform/terraform.tfstate', BACKEND_OVERRIDE]) {
    rmSync(join(stack.directory, stale), { force: true });
  }
  // Terraform's own lock file, of this platform, is enough: the plan is applied on the same one.
  await cdktf(['diff', name, '--skip-synth', '--skip-provider-lock']);
  console.log(`\nTo deploy exactly this: npx -y pnpm@12 apply ${name}`);
});
