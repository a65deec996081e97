import type { BilledUnit } from 'local-cloud';
import type { CostReport } from '../cost/cost-report.ts';
import type { WorkflowType } from '../stack-names.ts';

/** What an order uses, as it was measured in the local run. */
export interface OrderUsage {
  readonly workflowType: WorkflowType;
  readonly lines: readonly UsageLine[];
  readonly attempts: number;
  readonly deadLetters: number;
  readonly stateTransitions: number;
  /** Units of the orders table and of its index, by the step of an order's way that uses them. */
  readonly tableWrites: Steps;
  readonly indexWrites: Steps;
  readonly reads: Steps;
}

/** Starting the workflow, storing the order, attempting to fulfill it. An attempt carries its share of the dead letters. */
export interface Steps {
  readonly start: number;
  readonly store: number;
  readonly attempt: number;
}

export interface UsageLine {
  readonly unit: BilledUnit;
  /** Without project and environment. */
  readonly resource: string;
  readonly unitsPerOrder: number;
}

/** The usage in a report of `cost`. */
export function orderUsage({ workflowType, attemptsPerOrder: attempts, lines }: CostReport): OrderUsage {
  const isExpress = workflowType === 'EXPRESS';
  const unitsOf = (unit: BilledUnit, resource: string) =>
    lines.find((line) => line.unit === unit && shortName(line.resource) === resource)?.unitsPerOrder ?? 0;
  // Every order is put once; STANDARD looks first whether it is there.
  const stepsOf = (units: number, { start, store }: Omit<Steps, 'attempt'>): Steps => ({
    start,
    store,
    attempt: (units - start - store) / attempts,
  });
  return {
    workflowType,
    lines: lines.map(({ unit, resource, unitsPerOrder }) => ({
      unit,
      resource: shortName(resource),
      unitsPerOrder,
    })),
    attempts,
    deadLetters: unitsOf('lambdaRequests', 'dlq-handler'),
    stateTransitions: unitsOf('stateTransitions', 'order-workflow'),
    tableWrites: stepsOf(unitsOf('writeUnits', 'orders'), { start: 0, store: 1 }),
    indexWrites: stepsOf(unitsOf('writeUnits', 'orders/status_shard'), { start: 0, store: 1 }),
    reads: stepsOf(unitsOf('readUnits', 'orders'), { start: isExpress ? 0 : 1, store: 0 }),
  };
}

function shortName(resource: string): string {
  return resource.replace(/^.*dofs-local-/, '');
}
