import { join } from 'node:path';
import { App } from 'cdktf';
import { ApplicationStack } from './application-stack.ts';
import { ConfigError } from './config-error.ts';
import { readEnvironments } from './read-environments.ts';

try {
  const app = new App();
  const root = join(import.meta.dirname, '../..');
  const directory = join(root, 'infra/environments');
  const artifactsDirectory = String(app.node.tryGetContext('artifactsDirectory') ?? join(root, 'artifacts'));
  for (const config of readEnvironments(directory, app.node.getAllContext())) {
    new ApplicationStack(app, { ...config, artifactsDirectory });
  }
  app.synth();
} catch (error) {
  // A wrong value is the reader's to mend: its message says all there is to say.
  if (!(error instanceof ConfigError)) throw error;
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
}
