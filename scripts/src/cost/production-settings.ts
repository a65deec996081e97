import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../repository.ts';
import type { Context } from '../synthesize.ts';
import { UserError } from '../user-error.ts';

/** The keys of an environment that change what an order costs; the others keep their local values. */
const KEYS = [
  'workflowLogLevel',
  'functionSystemLogLevel',
  'functionMemoryMb',
  'fulfillmentSuccessRate',
  'fulfillmentTimeoutSeconds',
  'fulfillmentBatchingWindowSeconds',
  'maxReceiveCount',
  'statusShards',
] as const;

export const PRODUCTION_FILE = join(ROOT, 'infra/environments/prod.tfvars.json');

/** What production sets of what an order costs, to be set locally. Throws UserError when it sets one of them not. */
export function readProductionSettings(file = PRODUCTION_FILE): Context {
  let values: Context;
  try {
    values = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UserError(`cannot read the settings of production: ${(error as Error).message}`);
  }
  const missing = KEYS.filter((key) => values[key] === undefined);
  if (missing.length > 0) throw new UserError(`${file} lacks ${missing.join(', ')}; set it there`);
  return Object.fromEntries(KEYS.map((key) => [key, values[key]]));
}
