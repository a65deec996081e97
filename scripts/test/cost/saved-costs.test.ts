import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { CostReport } from '../../src/cost/cost-report.ts';
import { COSTS_FILE, readSavedCosts, type SavedCosts, saveCosts } from '../../src/cost/saved-costs.ts';

const MACHINE: SavedCosts['machine'] = {
  processor: 'Abacus',
  cores: 2,
  memoryGiB: 24,
  platform: 'linux x64',
  node: 'v24.0.0',
  date: '2026-01-31',
  commit: 'abc123def',
};

describe('saved costs', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'saved-costs-'));
    jest.spyOn(console, 'error').mockImplementation(() => {});
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(directory, { recursive: true });
  });

  it('are read as they were saved, with where and when', () => {
    const file = join(directory, 'benchmarks/cost.json');
    const report = { workflowType: 'EXPRESS', orders: 10 } as CostReport;

    saveCosts([report], file, MACHINE);

    expect(readSavedCosts(file)).toEqual({ benchmark: 'cost', machine: MACHINE, figures: [report] });
  });

  it('say which command measures them when nothing was', () => {
    expect(() => readSavedCosts(join(directory, 'none.json'))).toThrow('run: npx -y pnpm@12 cost --save');
  });

  it('are those of the repository by default', () => {
    expect(COSTS_FILE).toMatch(/docs\/benchmarks\/cost\.json$/);
  });
});
