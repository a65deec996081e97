import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { functionNames } from '../../src/repository.ts';
import { builtArtifacts } from '../built-artifacts.ts';

/** Most bytes of each deployment package: a little above what it has, so that nothing comes in unnoticed. */
const BUDGET: Readonly<Record<string, number>> = {
  'api-handler': 74_000,
  'dlq-handler': 70_000,
  'fulfill-order': 76_000,
  'order-query': 69_000,
  'order-storage': 69_000,
  'redrive-order': 78_000,
  validator: 3_700,
};

describe('the deployment packages', () => {
  it.each(functionNames())('%s stays within its budget', (name) => {
    expect(statSync(join(builtArtifacts(), `${name}.zip`)).size).toBeLessThanOrEqual(BUDGET[name] ?? 0);
  });
});
