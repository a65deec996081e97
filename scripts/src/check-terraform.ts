import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildFunctions } from './build-functions.ts';
import { buildConsole } from './console/build-console.ts';
import { ROOT } from './repository.ts';
import { runProgram } from './run-program.ts';
import { type Context, synthesize } from './synthesize.ts';
import { synthesizedStacks } from './synthesized-stacks.ts';
import { inTemporaryDirectory } from './temporary-directory.ts';
import { terraformEnvironment } from './terraform-environment.ts';
import { UserError } from './user-error.ts';

/** Lets data sources answer without AWS: a policy document has to be JSON. */
const MOCKED_PLAN = `
mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[]}" }
  }
}
run "plan" {
  command = plan
}
`;

/** What is checked: the environments there are, and what of it they may leave out. */
const CONTEXTS: Readonly<Record<string, Context>> = {
  'as configured': { environment: 'all' },
  'with the console': {
    environment: 'dev',
    environmentsDirectory: join(ROOT, 'infra/test/environments'),
    console: true,
    consoleDomain: 'orders.example.com',
    consoleCertificateArn:
      'arn:aws:acm:us-east-1:111111111111:certificate/00000000-0000-0000-0000-000000000000',
  },
};

/** Validates every stack and plans it with a mocked provider; needs Terraform and an unpacked AWS provider. */
await runProgram(() => inTemporaryDirectory('check-terraform', checkStacks));

async function checkStacks(directory: string, signal: AbortSignal): Promise<void> {
  const pluginDirectory = process.env.TERRAFORM_PLUGIN_DIR;
  const missing = whatIsMissing(pluginDirectory);
  const version = missing === undefined && pluginDirectory ? providerVersion(pluginDirectory) : undefined;
  await buildFunctions();
  await buildConsole();
  for (const [name, context] of Object.entries(CONTEXTS)) {
    const outdir = join(directory, name);
    await synthesize({ ...context, ...(version && atVersion(version)) }, outdir);
    for (const stack of synthesizedStacks(outdir)) {
      signal.throwIfAborted();
      if (missing !== undefined || !pluginDirectory) {
        console.log(`SKIPPED ${stack} (${name}): terraform validate, terraform test: ${missing}`);
      } else {
        checkStack(join(outdir, 'stacks', stack), pluginDirectory, name);
      }
    }
  }
}

function whatIsMissing(pluginDirectory: string | undefined): string | undefined {
  if (!pluginDirectory) {
    return 'TERRAFORM_PLUGIN_DIR is not set; it names the folder that holds registry.terraform.io/hashicorp/aws';
  }
  if (spawnSync('terraform', ['version'], { env: terraformEnvironment() }).status !== 0) {
    return 'there is no terraform on the PATH; run: npx -y pnpm@12 install:terraform';
  }
  return undefined;
}

/** The newest version of the AWS provider in the folder. */
function providerVersion(pluginDirectory: string): string {
  const folder = join(pluginDirectory, 'registry.terraform.io/hashicorp/aws');
  const order = new Intl.Collator('en', { numeric: true });
  const versions = existsSync(folder) ? readdirSync(folder) : [];
  const newest = versions.sort(order.compare).at(-1);
  if (!newest)
    throw new UserError(
      `${folder} holds no version of the AWS provider; set TERRAFORM_PLUGIN_DIR to the folder above registry.terraform.io`,
    );
  return newest;
}

function atVersion(awsProviderVersion: string) {
  // Provider 5 does not know nodejs24.x yet.
  const isOld = awsProviderVersion.startsWith('5.');
  return { awsProviderVersion, ...(isOld && { lambdaRuntime: 'nodejs22.x' }) };
}

function checkStack(stackDirectory: string, pluginDirectory: string, name: string): void {
  const stack = basename(stackDirectory);
  // Without the state bucket there is no S3 backend to initialize.
  const override = { terraform: { backend: { local: {} } } };
  writeFileSync(join(stackDirectory, 'check_override.tf.json'), JSON.stringify(override));
  mkdirSync(join(stackDirectory, 'tests'));
  writeFileSync(join(stackDirectory, 'tests/plan.tftest.hcl'), MOCKED_PLAN);
  terraform(stackDirectory, 'init', `-plugin-dir=${pluginDirectory}`);
  terraform(stackDirectory, 'validate');
  terraform(stackDirectory, 'test');
  console.log(`ok    ${stack} (${name}): terraform validate, terraform test`);
}

function terraform(stackDirectory: string, command: string, ...args: string[]): void {
  const { status, stdout, stderr } = spawnSync('terraform', [command, '-no-color', ...args], {
    cwd: stackDirectory,
    encoding: 'utf8',
    // A configuration of this machine's own must not choose where the provider comes from.
    env: { ...terraformEnvironment(), TF_CLI_CONFIG_FILE: '/dev/null' },
  });
  if (status === 0) return;
  // Terraform quotes the line of the mistake, and synthesized JSON has lines without end.
  const output = `${stdout}${stderr}`.replace(/^(.{500}).+$/gm, '$1 …');
  throw new UserError(`terraform ${command} of ${basename(stackDirectory)} failed:\n${output}`);
}
