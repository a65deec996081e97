import { describe, expect, it } from '@jest/globals';
import type { FlowFigures } from '../../src/bench/measure-flow.ts';
import { reportFlow } from '../../src/bench/report-flow.ts';

const FIGURES: FlowFigures = {
  workflowType: 'EXPRESS',
  clients: 1,
  orders: 1000,
  ordersPerSecond: 99.6,
  accepted: { p50Ms: 1.4, p95Ms: 2.6, p99Ms: 3 },
  fulfilled: { p50Ms: 10, p95Ms: 20, p99Ms: 30 },
  firstTenthPerSecond: 100,
  lastTenthPerSecond: 95,
  heapAfterFirstTenthMb: 40.2,
  heapAtEndMb: 41.9,
  refused: 0,
  lost: 2,
};

describe('reportFlow', () => {
  it('shows each load in a row of every table, and keeps what was measured', () => {
    const { tables, figures } = reportFlow([FIGURES, { ...FIGURES, workflowType: 'STANDARD', clients: 32 }]);

    expect(tables.map(({ rows }) => rows)).toEqual([
      [
        ['EXPRESS, 1 client', '1,000', '100', '100', '95', '0.95', '0', '2'],
        ['STANDARD, 32 clients', '1,000', '100', '100', '95', '0.95', '0', '2'],
      ],
      [
        ['EXPRESS, 1 client', '1', '3', '3', '10', '20', '30'],
        ['STANDARD, 32 clients', '1', '3', '3', '10', '20', '30'],
      ],
      [
        ['EXPRESS, 1 client', '40', '42'],
        ['STANDARD, 32 clients', '40', '42'],
      ],
    ]);
    expect(figures).toHaveLength(2);
  });
});
