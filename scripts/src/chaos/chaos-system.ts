import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildFunctions } from '../build-functions.ts';
import type { Replacements } from '../replace-modules.ts';
import type { WorkflowType } from '../stack-names.ts';
import { synthesize } from '../synthesize.ts';

/** Where the system under test lies, by its type of workflow: an app, synthesized with bundles of its own. */
export type ChaosSystem = (type: WorkflowType) => string;

/** The one file to replace for a real warehouse is the one that is replaced here. */
const WAREHOUSE: Replacements = {
  'functions/fulfill-order/src/simulated-warehouse.ts': join(import.meta.dirname, 'warehouse-client.ts'),
};

/** Bundles the functions with the client of the ledger in place of the simulated warehouse, and synthesizes. */
export async function prepareSystem(
  directory: string,
  types: readonly WorkflowType[],
  replace: Replacements = {},
): Promise<ChaosSystem> {
  const artifactsDirectory = join(directory, 'artifacts');
  await buildFunctions(artifactsDirectory, { replace: { ...WAREHOUSE, ...replace } });
  const cdktfOut = (type: WorkflowType) => join(directory, type);
  await Promise.all(
    types.map((workflowType) => {
      mkdirSync(cdktfOut(workflowType));
      // The level from which it can be told which executions run.
      const context = { environment: 'local', workflowLogLevel: 'ALL', workflowType, artifactsDirectory };
      return synthesize(context, cdktfOut(workflowType));
    }),
  );
  return cdktfOut;
}

/** Tells the functions where the warehouse is, in the one copy of the stack that this run has. */
export function setWarehouseUrl(stackDirectory: string, url: string): void {
  const file = join(stackDirectory, 'cdk.tf.json');
  const stack = JSON.parse(readFileSync(file, 'utf8'));
  const functions: { environment?: { variables: Record<string, string> } }[] = Object.values(
    stack.resource.aws_lambda_function,
  );
  for (const { environment } of functions) if (environment) environment.variables.WAREHOUSE_URL = url;
  writeFileSync(file, JSON.stringify(stack));
}
