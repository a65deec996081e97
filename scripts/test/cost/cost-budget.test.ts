import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CostLine } from 'local-cloud';
import type { CostReport } from '../../src/cost/cost-report.ts';
import { costTable } from '../../src/cost/cost-table.ts';
import { measureCost } from '../../src/cost/measure-cost.ts';
import { readProductionSettings } from '../../src/cost/production-settings.ts';
import { ROOT } from '../../src/repository.ts';
import { BUDGET, BUDGET_DOLLARS, budgetDollars, budgetedDollars, overBudget } from './cost-budget.ts';

/** Production as the repository ships it: a team's own file may ask for more logs. */
const FIXTURE = join(ROOT, 'infra/test/environments/prod.tfvars.json');

const SETTINGS = readProductionSettings(FIXTURE);

/** A burst, so that batches fill: with the window of production they do at a few orders a second. */
const ORDERS = 400;
const CLIENTS = 4;

describe('an EXPRESS order at production settings', () => {
  let report: CostReport;
  beforeAll(async () => {
    report = await measureCost({
      workflowType: 'EXPRESS',
      settings: SETTINGS,
      orders: ORDERS,
      clients: CLIENTS,
      artifactsDirectory: process.env.TEST_ARTIFACTS ?? '',
    });
  });

  const unitsOf = (unit: string, resource: string) =>
    report.lines.find((line) => line.unit === unit && line.resource.endsWith(resource))?.units;

  it('stays within the budget of each line', () => {
    expect(overBudget(report)).toEqual([]);
  });

  it('costs at most $10 per million, with time as it is stated', () => {
    const growth = overBudget(report).join('\n') || costTable(report);

    expect([budgetedDollars(report) <= BUDGET_DOLLARS, growth]).toEqual([true, growth]);
  });

  it('is billed for the memory of production, in its runs and in their inits', () => {
    const functions = report.durations.filter(({ unit }) => unit.startsWith('lambda'));

    expect(functions.length).toBeGreaterThanOrEqual(8);
    for (const { memoryMb, meanMs } of functions) {
      expect(memoryMb).toBe(SETTINGS.functionMemoryMb);
      expect(meanMs).toBeGreaterThan(0);
    }
  });

  it('breaks the budget with more memory, and names each function', () => {
    const durations = report.durations.map((each) => ({ ...each, memoryMb: 3008 }));
    const broken = overBudget({ ...report, durations });

    expect(broken).toContainEqual(
      expect.stringMatching(/^lambdaGbSeconds api-handler: .* of 3008 MB per order/),
    );
    expect(broken).toContainEqual(expect.stringMatching(/^lambdaGbSeconds fulfill-order: /));
    expect(budgetedDollars({ ...report, durations })).toBeGreaterThan(BUDGET_DOLLARS);
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

    const over = (...lines: CostLine[]) => overBudget({ lines, durations: [], orders: 10 });

    expect(over(line, { ...line, unitsPerOrder: 2 })).toEqual([
      `sqsRequests order-queue: 3 requests (64 KB) per order ($1.200 per million), the budget is ${BUDGET['sqsRequests order-queue']}`,
    ]);
    expect(over({ ...line, resource: 'new' })[0]).toContain('the budget is not set');
  });

  it('names the handler that sleeps for a second, and not one on a busy machine', () => {
    const duration = { unit: 'lambdaGbSeconds', memoryMb: 512, runs: 10 } as const;
    const over = (name: string, medianMs: number) =>
      overBudget({
        lines: [],
        durations: [{ ...duration, resource: `dofs-local-${name}`, medianMs, meanMs: medianMs }],
        orders: 10,
      });

    expect(over('order-storage', 150)).toEqual([]);
    expect(over('order-storage', 1010)).toEqual([
      'lambdaGbSeconds order-storage: a run takes 1010 ms here, 300 at most are plausible',
    ]);
    expect(over('new', 1)[0]).toContain('the budget is not set');
  });
});
