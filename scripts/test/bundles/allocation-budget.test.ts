import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { functionEnvironments } from '../../src/bench/function-environment.ts';
import { startInstantAws } from '../../src/bench/instant-aws.ts';
import { measureWarm } from '../../src/bench/measure-warm.ts';
import { allocatedBytesPerOrder } from '../../src/bench/report-warm.ts';
import { WARM_FUNCTIONS } from '../../src/bench/warm-events.ts';
import { unpackZip } from '../../src/unpack-zip.ts';
import { builtArtifacts } from '../built-artifacts.ts';

/** Most kilobytes a warm function allocates per order: half as much again as it does, as V8 is not always the same. */
const BUDGET_KB: Readonly<Record<string, number>> = {
  'api-handler': 245,
  validator: 7,
  'order-storage': 285,
  'fulfill-order': 555,
  'dlq-handler': 805,
  'order-query': 285,
  'redrive-order': 1245,
};

/** Few enough that even a function over its budget fills no young generation, which would be collected. */
const ORDERS = 100;

const { signal } = new AbortController();

describe('what a warm function allocates', () => {
  let directory: string;
  let environments: Awaited<ReturnType<typeof functionEnvironments>>;
  let aws: Awaited<ReturnType<typeof startInstantAws>>;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'allocations-'));
    environments = await functionEnvironments(builtArtifacts(), directory);
    aws = await startInstantAws();
  });
  afterAll(() => {
    aws.stop();
    rmSync(directory, { recursive: true });
  });

  it.each(Object.keys(WARM_FUNCTIONS))('stays within the budget of %s', async (name) => {
    const { ordersPerInvocation = 1 } = WARM_FUNCTIONS[name] ?? {};
    unpackZip(join(builtArtifacts(), `${name}.zip`), join(directory, name));
    const handlerFile = join(directory, name, 'index.cjs');
    const loop = { name, handlerFile, warmUp: 100, invocations: ORDERS / ordersPerInvocation };

    const figures = await measureWarm(loop, environments.get(name) ?? {}, aws, {
      countAllocations: true,
      signal,
    });

    const budgetBytes = (BUDGET_KB[name] ?? 0) * 1024;
    expect(allocatedBytesPerOrder(figures, ordersPerInvocation)).toBeLessThanOrEqual(budgetBytes);
  });
});
