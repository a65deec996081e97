import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { ApplicationStack } from '../src/application-stack.ts';
import { parseConfig } from '../src/config.ts';
import { FUNCTION_NAMES } from '../src/names.ts';

export type Block = Record<string, unknown>;

/** The resources of the application stack of an environment, by type, as Terraform reads them. */
export function synthesizeResources(environment: string, overrides: object = {}): Record<string, Block[]> {
  const directory = mkdtempSync(join(tmpdir(), 'synthesize-'));
  try {
    for (const name of FUNCTION_NAMES) writeFileSync(join(directory, `${name}.zip`), `package of ${name}`);
    const file = join(import.meta.dirname, `environments/${environment}.tfvars.json`);
    const values = { ...JSON.parse(readFileSync(file, 'utf8')), ...overrides };
    const app = new App({ outdir: join(directory, 'out') });
    new ApplicationStack(app, { ...parseConfig(environment, values, file), artifactsDirectory: directory });
    app.synth();
    const stack = readFileSync(join(directory, `out/stacks/app-${environment}/cdk.tf.json`), 'utf8');
    const resource: Record<string, Record<string, Block>> = JSON.parse(stack).resource;
    return Object.fromEntries(Object.entries(resource).map(([type, named]) => [type, Object.values(named)]));
  } finally {
    rmSync(directory, { recursive: true });
  }
}
