import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CostReport } from '../../src/cost/cost-report.ts';
import { costTable } from '../../src/cost/cost-table.ts';
import { measureCost } from '../../src/cost/measure-cost.ts';
import { readProductionSettings } from '../../src/cost/production-settings.ts';
import { ROOT } from '../../src/repository.ts';
import { BUDGET, BUDGET_DOLLARS, budgetDollars, countedDollars, overBudget } from './cost-budget.ts';

/** Production as the repository ships it: a team's own file may ask for more logs. */
const FIXTURE = join(ROOT, 'infra/test/environments/prod.tfvars.json');

/** A burst, so that batches fill: with the window of production they do at a few orders a second. */
const ORDERS = 600;
const CLIENTS = 4;

describe('an EXPRESS order at production settings', () => {
  let directory: string;
  let report: CostReport;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'cost-budget-'));
    report = await measureCost({
      workflowType: 'EXPRESS',
      settings: readProductionSettings(FIXTURE),
      orders: ORDERS,
      clients: CLIENTS,
      artifactsDirectory: process.env.TEST_ARTIFACTS ?? '',
      directory,
    });
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  const unitsOf = (unit: string, resource: string) =>
    report.lines.find((line) => line.unit === unit && line.resource.endsWith(resource))?.units;

  it('stays within the budget of each line', () => {
    expect(overBudget(report.lines)).toEqual([]);
  });

  it('costs at most $10 per million, with the reserve for time', () => {
    const growth = overBudget(report.lines).join('\n') || costTable(report);

    expect([countedDollars(report.lines) <= BUDGET_DOLLARS, growth]).toEqual([true, growth]);
  });

  it('is one request, one execution and one put, and three writes at each attempt', () => {
    const deadLetters = unitsOf('writeUnits', 'failed-orders') ?? 0;
    const writes = unitsOf('writeUnits', 'local-orders');

    expect(unitsOf('httpApiRequests', 'order-api')).toBe(ORDERS);
    expect(unitsOf('expressRequests', 'order-workflow')).toBe(ORDERS);
    expect(writes).toBeGreaterThanOrEqual(ORDERS + report.attempts);
    expect(writes).toBeLessThanOrEqual(ORDERS + report.attempts + deadLetters);
    expect(unitsOf('writeUnits', 'status_shard')).toBeGreaterThanOrEqual(ORDERS + 2 * report.attempts);
  });

  it('names each line, what was measured and its conditions in the table', () => {
    const table = costTable(report);

    expect(table).toContain(`$${report.dollarsPerMillionOrders.toFixed(2)} per million orders`);
    expect(table).toMatch(/orders per invocation of fulfill-order: \d/);
    expect(table).toContain('workflowLogLevel ERROR');
    for (const { resource } of report.lines) expect(table).toContain(resource);
  });
});

describe('the budget', () => {
  it('comes to at most $10 when every line uses all of its own', () => {
    expect(budgetDollars()).toBeLessThanOrEqual(BUDGET_DOLLARS);
  });

  it('names the line that grew', () => {
    const line = {
      unit: 'sqsRequests',
      resource: 'dofs-local-order-queue',
      service: 'SQS',
      what: 'requests (64 KB)',
      units: 30,
      unitsPerOrder: 3,
      dollars: 0.000012,
      dollarsPerMillionOrders: 1.2,
    } as const;

    expect(overBudget([line, { ...line, unitsPerOrder: 2 }])).toEqual([
      `sqsRequests order-queue: 3 requests (64 KB) per order ($1.200 per million), the budget is ${BUDGET['sqsRequests order-queue']}`,
    ]);
    expect(overBudget([{ ...line, resource: 'new' }])[0]).toContain('the budget is not set');
  });
});
