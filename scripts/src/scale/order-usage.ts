import type { BilledUnit } from 'local-cloud';
import type { CostReport } from '../cost/cost-report.ts';
import type { WorkflowType } from '../stack-names.ts';
import type { Tries } from './tries.ts';

/** What an order uses: measured in the local run, with the attempts and dead letters that are expected of a system. */
export interface OrderUsage {
  readonly workflowType: WorkflowType;
  readonly lines: readonly UsageLine[];
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

/** The usage in a report of `cost`, as if chance had given orders the tries that are expected. */
export function orderUsage(report: CostReport, expected: Tries): OrderUsage {
  const { workflowType } = report;
  const measuredLines = report.lines.map(({ unit, resource, unitsPerOrder }) => ({
    unit,
    resource: shortName(resource),
    unitsPerOrder,
  }));
  const measured: Tries = {
    attempts: report.attemptsPerOrder,
    deadLetters: unitsOf(measuredLines, 'writeUnits failed-orders'),
  };
  const parts = partsOf(workflowType);
  const lines = measuredLines.map((line) => ({
    ...line,
    unitsPerOrder: expectedUnits(line, parts[keyOf(line)], { measured, expected }),
  }));
  const stepsOf = (key: string): Steps => {
    const { start, store } = parts[key] ?? UNSHARED;
    return { start, store, attempt: (unitsOf(lines, key) - start - store) / expected.attempts };
  };
  return {
    workflowType,
    lines,
    stateTransitions: unitsOf(lines, 'stateTransitions order-workflow'),
    tableWrites: stepsOf('writeUnits orders'),
    indexWrites: stepsOf('writeUnits orders/status_shard'),
    reads: stepsOf('readUnits orders'),
  };
}

/** Of the units of a line, those of each start, store and dead letter; the attempts share the others. */
interface Parts extends Omit<Steps, 'attempt'> {
  readonly deadLetter: number;
}

const UNSHARED: Parts = { start: 0, store: 0, deadLetter: 0 };

/** Lines that grow with attempts. Every order is put once; STANDARD looks first whether it is there, a dead letter again. */
function partsOf(workflowType: WorkflowType): Readonly<Record<string, Parts>> {
  return {
    'writeUnits orders': { ...UNSHARED, store: 1 },
    'writeUnits orders/status_shard': { ...UNSHARED, store: 1 },
    'readUnits orders': { start: workflowType === 'STANDARD' ? 1 : 0, store: 0, deadLetter: 1 },
    'logBytes fulfill-order': UNSHARED,
  };
}

/** Resources that dead letters alone use. */
const OF_DEAD_LETTERS = ['order-dlq', 'dlq-handler', 'failed-orders', 'failed-orders/state_shard'];

/** Units per order of a line with the tries that are expected, where others were measured. */
function expectedUnits(
  { resource, unitsPerOrder }: UsageLine,
  parts: Parts | undefined,
  { measured, expected }: { readonly measured: Tries; readonly expected: Tries },
): number {
  if (OF_DEAD_LETTERS.includes(resource))
    return unitsPerOrder * (expected.deadLetters / measured.deadLetters);
  if (!parts) return unitsPerOrder;
  const { start, store, deadLetter } = parts;
  const attempt = (unitsPerOrder - start - store - deadLetter * measured.deadLetters) / measured.attempts;
  return start + store + deadLetter * expected.deadLetters + attempt * expected.attempts;
}

function unitsOf(lines: readonly UsageLine[], key: string): number {
  return lines.find((line) => keyOf(line) === key)?.unitsPerOrder ?? 0;
}

function keyOf({ unit, resource }: UsageLine): string {
  return `${unit} ${resource}`;
}

function shortName(resource: string): string {
  return resource.replace(/^.*dofs-local-/, '');
}
