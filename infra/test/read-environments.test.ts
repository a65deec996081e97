import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readEnvironments } from '../src/read-environments.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'environments-'));
  cpSync(join(import.meta.dirname, 'environments'), directory, { recursive: true });
});
afterAll(() => rmSync(directory, { recursive: true }));

describe('readEnvironments', () => {
  it('reads every file when the context names none', () => {
    const names = readEnvironments(directory, {}).map(({ environment }) => environment);

    expect(names).toEqual(['dev', 'local', 'prod']);
  });

  it('overrides key by key the one environment the context names', () => {
    const context = { environment: 'local', fulfillmentSuccessRate: 1, workflowType: 'STANDARD' };

    expect(readEnvironments(directory, context)).toMatchObject([
      {
        environment: 'local',
        fulfillmentSuccessRate: 1,
        workflowType: 'STANDARD',
        accountId: '000000000000',
      },
    ]);
  });

  it('refuses a wrong value from the context, and says that it came from there', () => {
    const context = { environment: 'local', fulfillmentSuccessRate: 7 };

    expect(() => readEnvironments(directory, context)).toThrow(
      'local.tfvars.json with context {"fulfillmentSuccessRate":7}: fulfillmentSuccessRate must be a number from 0 to 1',
    );
  });

  it('refuses overrides that say for no environment', () => {
    expect(() => readEnvironments(directory, { statusShards: 2 })).toThrow(
      'context overrides statusShards of no environment; name one as "environment": dev, local, prod or all',
    );
  });

  it('refuses an override that is no key of an environment', () => {
    const context = { environment: 'local', sucessRate: 1, cdktfVersion: '0.21.0' };

    expect(() => readEnvironments(directory, context)).toThrow(
      'sucessRate is not a known key; known are project',
    );
  });

  it('refuses an environment that has no file', () => {
    expect(() => readEnvironments(directory, { environment: 'prd' })).toThrow(
      'environment must be one of dev, local, prod or all, got "prd"',
    );
  });

  it('names a file that is empty', () => {
    writeFileSync(join(directory, 'empty.tfvars.json'), '\n');

    expect(() => readEnvironments(directory, { environment: 'empty' })).toThrow(
      /empty\.tfvars\.json: is empty/,
    );
    rmSync(join(directory, 'empty.tfvars.json'));
  });

  it('names a file that is not JSON', () => {
    writeFileSync(join(directory, 'broken.tfvars.json'), '{ "project": ');

    expect(() => readEnvironments(directory, { environment: 'broken' })).toThrow(
      /broken\.tfvars\.json: is not JSON/,
    );
  });
});
