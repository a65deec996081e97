import { join } from 'node:path';
import { App } from 'cdktf';
import { type Account, accountOf } from './account.ts';
import { ApplicationStack } from './application-stack.ts';
import { BootstrapStack } from './bootstrap-stack.ts';
import type { EnvironmentConfig } from './config.ts';
import { ConfigError } from './config-error.ts';
import { pipelineConfigOf } from './pipeline/pipeline-config.ts';
import { PipelineStack } from './pipeline-stack.ts';
import { ALL_ENVIRONMENTS, readEnvironments } from './read-environments.ts';

try {
  // cdktn, the continuation of cdktf, asks for it: locks beside the state in S3 came with this version.
  const app = new App({ context: { targetVersions: { terraform: '>=1.10.0' } } });
  const root = join(import.meta.dirname, '../..');
  const directory = String(
    app.node.tryGetContext('environmentsDirectory') ?? join(root, 'infra/environments'),
  );
  const artifactsDirectory = String(app.node.tryGetContext('artifactsDirectory') ?? join(root, 'artifacts'));
  const consoleDirectory = String(
    app.node.tryGetContext('consoleDirectory') ?? join(root, 'packages/console/dist'),
  );
  const environments = readEnvironments(directory, app.node.getAllContext());
  for (const config of environments) {
    new ApplicationStack(app, { ...config, artifactsDirectory, consoleDirectory });
  }
  const account = accountToServe(environments, app.node.tryGetContext('environment'));
  if (account) {
    new BootstrapStack(app, account);
    const pipeline = pipelineConfigOf(account);
    if (pipeline) new PipelineStack(app, pipeline);
  }
  app.synth();
} catch (error) {
  // A wrong value is the reader's to mend: its message says all there is to say.
  if (!(error instanceof ConfigError)) throw error;
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
}

/**
 * The account whose bootstrap and pipeline are synthesized: that of every environment on AWS. With one environment
 * chosen there is none, as its stacks would leave the others out; only an emulator holds one environment anyway.
 */
function accountToServe(environments: readonly EnvironmentConfig[], chosen: unknown): Account | undefined {
  const deployed = environments.filter(({ environment }) => environment !== 'local');
  if (chosen === undefined || chosen === ALL_ENVIRONMENTS) {
    return accountOf(deployed.filter(({ awsEndpointUrl }) => awsEndpointUrl === undefined));
  }
  return accountOf(deployed.filter(({ awsEndpointUrl }) => awsEndpointUrl !== undefined));
}
