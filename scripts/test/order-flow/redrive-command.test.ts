import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createOperatorApi } from '../../src/redrive/operator-api.ts';
import { createProgress } from '../../src/redrive/progress.ts';
import { runRedrive } from '../../src/redrive/run-redrive.ts';
import { summaryLines } from '../../src/redrive/summary.ts';
import { ROOT } from '../../src/repository.ts';
import { startTestSystem, type TestSystem } from './test-system.ts';

describe('redrive', () => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await startTestSystem({ fulfillmentSuccessRate: 1 });
  });
  afterAll(() => system.stop());

  it('redrives all failed orders through the API, over several pages', async () => {
    const ids = Array.from({ length: 120 }, (_, n) => `command-${n}`);
    for (let start = 0; start < ids.length; start += 10) {
      const bodies = ids
        .slice(start, start + 10)
        .map((order_id) => JSON.stringify({ order_id, product: 'Pen', quantity: 1 }));
      await system.send(bodies, system.names.deadLetterQueue);
    }
    await system.waitUntil('the failed_orders rows', async () =>
      (await system.failedOrders()).length === ids.length ? true : undefined,
    );
    const api = createOperatorApi({ apiUrl: system.apiUrl, region: 'us-east-1', authorization: 'NONE' });
    const summary = await runRedrive(
      { ids: [], all: true },
      {
        api,
        progress: createProgress({ write: () => {} }),
        confirm: async () => true,
        signal: new AbortController().signal,
      },
    );

    expect(summaryLines(summary)).toEqual(['120 redriven, 0 already redriven or fulfilled, 0 refused']);
    await Promise.all(ids.map((id) => system.waitFor(id, 'FULFILLED')));
  });

  it('says what is refused, and that there is nothing to do', async () => {
    const api = createOperatorApi({ apiUrl: system.apiUrl, region: 'us-east-1', authorization: 'NONE' });
    const tools = {
      api,
      progress: createProgress({ write: () => {} }),
      confirm: async () => true,
      signal: new AbortController().signal,
    };

    expect(summaryLines(await runRedrive({ ids: ['unknown'], all: false }, tools))).toEqual([
      '0 redriven, 0 already redriven or fulfilled, 1 refused',
      '  unknown: 404 failed order unknown is not in the failed_orders table',
    ]);
    expect(summaryLines(await runRedrive({ ids: [], all: true }, tools))).toEqual([
      'no failed order to redrive',
    ]);
  });

  it('ends with 1 and names the flag that is wrong', async () => {
    const child = spawn(process.execPath, [join(ROOT, 'scripts/src/redrive.ts'), '--all', '--region', 'x']);
    const [err, code] = await Promise.all([
      text(child.stderr),
      new Promise((resolve) => child.once('exit', resolve)),
    ]);

    expect(err).toContain('error: --region is for a deployed environment');
    expect(code).toBe(1);
  });
});
