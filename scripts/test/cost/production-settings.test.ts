import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readProductionSettings } from '../../src/cost/production-settings.ts';

describe('readProductionSettings', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'settings-'));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('takes what an order costs by, and nothing of where production is', () => {
    const settings = readProductionSettings();

    expect(settings).toMatchObject({
      workflowLogLevel: expect.any(String),
      functionMemoryMb: expect.any(Number),
    });
    expect(settings).not.toHaveProperty('accountId');
    expect(settings).not.toHaveProperty('workflowType');
  });

  it('names the file that is not there or lacks a key', () => {
    const file = join(directory, 'prod.tfvars.json');

    expect(() => readProductionSettings(file)).toThrow(`cannot read the settings of production: ENOENT`);
    writeFileSync(file, '{"workflowLogLevel":"ERROR"}');
    expect(() => readProductionSettings(file)).toThrow(
      `${file} lacks functionSystemLogLevel, functionMemoryMb`,
    );
  });
});
