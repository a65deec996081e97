import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROOT } from '../../src/repository.ts';
import { readDeployedSystem } from '../../src/scale/deployed-system.ts';
import { DOCUMENT_FILE, PICTURE_FILE } from '../../src/scale/document.ts';
import { SHIPPED } from '../../src/scale/read-document.ts';
import { synthesize } from '../../src/synthesize.ts';

describe('docs/cost-and-scale.md', () => {
  const document = readFileSync(DOCUMENT_FILE, 'utf8');
  const picture = readFileSync(PICTURE_FILE, 'utf8');

  it('is what `npx -y pnpm@12 scale` writes', async () => {
    const program = join(ROOT, 'scripts/src/scale.ts');
    const { stderr } = await promisify(execFile)(process.execPath, [program, '--check'], { cwd: ROOT });

    expect(stderr).toContain('checked docs/cost-and-scale.md');
    expect(stderr).toContain('checked docs/pictures/simulated-day.svg');
  });

  it('holds no figure that could not be computed', () => {
    expect(document).not.toMatch(/NaN|Infinity|undefined/);
    expect(picture).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('has lines of no more than 120 characters, but for tables and the picture', () => {
    const long = document.split('\n').filter((line) => line.length > 120 && !/^[|!]/.test(line));

    expect(long).toEqual([]);
  });
});

describe('readDeployedSystem', () => {
  let directory: string;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'scale-'));
    await synthesize({ ...SHIPPED, artifactsDirectory: process.env.TEST_ARTIFACTS }, directory);
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it('reads the settings out of the stack as it is deployed', () => {
    const settings = JSON.parse(
      readFileSync(join(SHIPPED.environmentsDirectory ?? '', 'prod.tfvars.json'), 'utf8'),
    );

    expect(readDeployedSystem(join(directory, 'stacks/app-prod'))).toEqual({
      workflowType: settings.workflowType,
      region: settings.region,
      apiThrottlingRateLimit: settings.apiThrottlingRateLimit,
      apiThrottlingBurstLimit: settings.apiThrottlingBurstLimit,
      statusShards: settings.statusShards,
      fulfillmentSuccessRate: settings.fulfillmentSuccessRate,
      maxReceiveCount: settings.maxReceiveCount,
      functionMemoryMb: settings.functionMemoryMb,
      fulfillment: {
        batchSize: 10,
        batchingWindowSeconds: settings.fulfillmentBatchingWindowSeconds,
        maximumConcurrency: settings.eventSourceMaximumConcurrency,
      },
      deadLetters: { batchSize: 10, batchingWindowSeconds: 0, maximumConcurrency: 2 },
      // Two of the 22 alarms are a difference of two metrics.
      alarmMetrics: 24,
      customMetrics: 8,
      dashboards: 1,
    });
  });
});
