import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type TerraformStack } from 'cdktf';
import { accountOf } from '../src/account.ts';
import { ApplicationStack } from '../src/application-stack.ts';
import { BootstrapStack } from '../src/bootstrap-stack.ts';
import type { EnvironmentConfig } from '../src/config.ts';
import { FUNCTION_NAMES } from '../src/names.ts';
import { pipelineConfigOf } from '../src/pipeline/pipeline-config.ts';
import { PipelineStack } from '../src/pipeline-stack.ts';
import { readEnvironments } from '../src/read-environments.ts';
import { CONSOLE_BUILD, withConsoleBuild } from './console-build.ts';
import type { Statement } from './iam/evaluate.ts';

export type Block = Record<string, unknown>;

/** A synthesized stack, as Terraform reads it. */
export interface Stack {
  readonly terraform: { readonly backend: Block };
  readonly provider: { readonly aws: readonly Block[] };
  readonly resource: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly data: {
    readonly aws_iam_policy_document: Readonly<Record<string, { readonly statement: readonly Statement[] }>>;
  };
  readonly output?: Readonly<Record<string, Block>>;
}

type Overrides = Readonly<Record<string, unknown>>;

/** Environments that stay as they are when a team writes its own into infra/environments. */
const FIXTURES = join(import.meta.dirname, 'environments');

/** All of them, each with these keys instead. */
export function environments(overrides: Overrides = {}): EnvironmentConfig[] {
  return readEnvironments(FIXTURES, { environment: 'all', ...overrides });
}

/** Every stack of them by its name, with these keys in every environment. */
export function synthesizeAll(overrides: Overrides = {}): Record<string, Stack> {
  return synthesizeStacks(environments(overrides));
}

/** The stacks of environments by their name: an application each, and the bootstrap and pipeline of those on AWS. */
export function synthesizeStacks(configs: readonly EnvironmentConfig[]): Record<string, Stack> {
  return synthesize((app, directories) => {
    const applications = configs.map((config) => new ApplicationStack(app, { ...config, ...directories }));
    const account = accountOf(configs.filter(({ environment }) => environment !== 'local'));
    if (!account) return applications;
    const pipeline = pipelineConfigOf(account);
    return [
      ...applications,
      new BootstrapStack(app, account),
      ...(pipeline ? [new PipelineStack(app, pipeline)] : []),
    ];
  });
}

/** The application stack of one of them, with these keys instead, and these files of the console. */
export function synthesizeApplication(
  environment: string,
  overrides: Overrides = {},
  consoleBuild = CONSOLE_BUILD,
): Stack {
  const [stack] = Object.values(
    synthesize(
      (app, directories) =>
        readEnvironments(FIXTURES, { environment, ...overrides }).map(
          (config) => new ApplicationStack(app, { ...config, ...directories }),
        ),
      consoleBuild,
    ),
  );
  if (!stack) throw new Error(`there is no environment ${environment}`);
  return stack;
}

interface Directories {
  readonly artifactsDirectory: string;
  readonly consoleDirectory: string;
}

/** What stacks synthesize to, by their names; what is in the directories stands for what is built. */
function synthesize(
  build: (app: App, directories: Directories) => readonly TerraformStack[],
  consoleBuild = CONSOLE_BUILD,
): Record<string, Stack> {
  const directory = mkdtempSync(join(tmpdir(), 'synthesize-'));
  const { prepareStackTrace } = Error;
  try {
    // cdktf asks for the stack of every token; to map its lines to sources, as jest does, takes longer than all else.
    Error.prepareStackTrace = (error) => String(error);
    for (const name of FUNCTION_NAMES) writeFileSync(join(directory, `${name}.zip`), `package of ${name}`);
    const app = new App({ outdir: directory });
    const stacks = withConsoleBuild((consoleDirectory) => {
      const built = build(app, { artifactsDirectory: directory, consoleDirectory });
      app.synth();
      return built;
    }, consoleBuild);
    return Object.fromEntries(
      stacks.map(({ node }) => [
        node.id,
        JSON.parse(readFileSync(join(directory, `stacks/${node.id}/cdk.tf.json`), 'utf8')),
      ]),
    );
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    rmSync(directory, { recursive: true });
  }
}

/** The resources of a kind by their logical id. */
export function resourcesOf(stack: Stack | undefined, kind: string): [string, Block][] {
  return Object.entries(stack?.resource[kind] ?? {});
}
