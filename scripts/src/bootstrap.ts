import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { lookIntoBucket } from './bootstrap/look-into-bucket.ts';
import { nextSteps } from './bootstrap/next-steps.ts';
import { runBootstrap } from './bootstrap/run-bootstrap.ts';
import { terraformInStack } from './bootstrap/terraform-in-stack.ts';
import { buildArtifacts } from './build-artifacts.ts';
import { checkAccount } from './deploy/check-account.ts';
import { readDeployedStack } from './deploy/deployed-stack.ts';
import { BOOTSTRAP_STATE } from './repository.ts';
import { runProgram } from './run-program.ts';
import { synthesize } from './synthesize.ts';
import { readOutputs } from './terraform-outputs.ts';
import { UserError } from './user-error.ts';

const USAGE = `Usage: npx -y pnpm@12 bootstrap [options]

Makes what an AWS account needs once before the first deployment: the bucket of the Terraform state, the boundaries and
roles of the pipeline. Needs Terraform and the credentials of an administrator. Safe to run again.

  --yes   applies the plan without asking`;

await runProgram(async () => {
  const { yes, help } = parseOptions();
  if (help) return console.log(USAGE);
  if (!yes && !process.stdin.isTTY) {
    throw new UserError(
      'there is no terminal to ask on; run it in one, or with --yes to apply without asking',
    );
  }
  await buildArtifacts();
  await synthesize();
  const stack = readDeployedStack('bootstrap');
  await checkAccount(stack);
  const agree = yes ? async () => true : ask;
  const done = await runBootstrap({
    bucketName: stack.bucketName,
    lookIntoBucket: () => lookIntoBucket(stack),
    terraform: terraformInStack(stack.directory, join(BOOTSTRAP_STATE, stack.bucketName), agree),
    print: console.log,
  });
  if (!done) throw new UserError('not applied: the answer was not yes');
  console.log(nextSteps(readOutputs(stack.directory), stack.client.region));
});

function parseOptions() {
  try {
    return parseArgs({ options: { yes: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } }).values;
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

async function ask(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    // Ctrl-C and Ctrl-D close the terminal, and the question would never be answered.
    const closed = once(terminal, 'close').then(() => 'no');
    const answer = terminal.question('Apply this plan? Only yes is taken for an answer: ');
    return (await Promise.race([answer.catch(() => 'no'), closed])) === 'yes';
  } finally {
    terminal.close();
  }
}
