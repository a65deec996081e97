import { terraformOutput } from './run-terraform.ts';

/** The outputs of a stack that was applied, by name. */
export function readOutputs(stackDirectory: string): Readonly<Record<string, unknown>> {
  const outputs: Record<string, { value: unknown }> = JSON.parse(
    terraformOutput(stackDirectory, ['output', '-json']),
  );
  return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
}
