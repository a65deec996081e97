import { execFileSync } from 'node:child_process';
import { terraformEnvironment } from './terraform-environment.ts';

/** The outputs of a stack that was applied, by name. */
export function readOutputs(stackDirectory: string): Readonly<Record<string, unknown>> {
  const json = execFileSync('terraform', ['output', '-json'], {
    cwd: stackDirectory,
    env: terraformEnvironment(),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const outputs: Record<string, { value: unknown }> = JSON.parse(json);
  return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
}
