import { type BilledUnit, type CostLine, PRICE_LIST } from 'local-cloud';
import type { CostReport, Duration } from '../../src/cost/cost-report.ts';
import { EXPRESS_GB, STATED_MS } from '../../src/cost/stated-times.ts';
import { TRACE_ID_BYTES } from '../../src/cost/trace-ids.ts';
import { COLD_START_SHARE } from '../../src/cost/unhurried-times.ts';

/** What a million orders may cost, all in. */
export const BUDGET_DOLLARS = 10;

/** What chance decides, per order. */
interface Tries {
  readonly attempts: number;
  readonly deadLetters: number;
}

/** 1 + 0.3 + 0.3² attempts, and 0.3³ dead letters. */
const EXPECTED: Tries = { attempts: 1.39, deadLetters: 0.027 };

/** Five standard deviations of the mean of 400 orders more: 0.162 and 0.041. */
const MOST: Tries = { attempts: 1.56, deadLetters: 0.07 };

/** What AWS adds to logs. */
const LOG_RESERVE_DOLLARS = costOf('logBytes', TRACE_ID_BYTES);

/** The most that an order may use of each line that is counted, by unit and resource. */
const budgetAt = ({ attempts, deadLetters }: Tries): Readonly<Record<string, number>> => ({
  'httpApiRequests order-api': 1,
  'lambdaRequests api-handler': 1,
  // A machine under load may let a task of the workflow run into its five seconds: it is tried again.
  'lambdaRequests validator': 1.02,
  'lambdaRequests order-storage': 1.02,
  'lambdaRequests fulfill-order': 0.3,
  'lambdaRequests dlq-handler': deadLetters,
  'expressRequests order-workflow': 1,
  // A send, and a share of the receives, deletes and backoffs, each for a batch.
  'sqsRequests order-queue': 2.25,
  'sqsRequests order-dlq': 2 * deadLetters,
  'readUnits orders': attempts + deadLetters,
  'writeUnits orders': 1 + attempts + deadLetters,
  // Each change of status moves the entry: a delete and a put.
  'writeUnits orders/status_shard': 1 + 2 * (attempts + deadLetters),
  'writeUnits failed-orders': deadLetters,
  'writeUnits failed-orders/state_shard': deadLetters,
  'logBytes api-handler': 185,
  'logBytes validator': 0,
  'logBytes order-storage': 420,
  'logBytes fulfill-order': 700 * attempts,
  'logBytes dlq-handler': 700 * deadLetters,
  'logBytes order-api': 320,
  'traces one per order': 0.05,
});

export const BUDGET = budgetAt(MOST);

const MEMORY_GB = 0.5;

/** How many times the stated milliseconds the median may take here: a busy machine does not, a sleep in a handler does. */
const MEASURED_MAX_FACTOR = 20;

/** The most that an order may use of a line that is billed by time: as often as its runs may be, at the memory of production. */
function timeBudget(key: string, budget = BUDGET): number | undefined {
  const [unit, resource] = key.split(' ');
  const seconds = (STATED_MS[key] ?? Number.NaN) / 1000;
  if (unit === 'expressGbSeconds') return seconds * EXPRESS_GB;
  const share = unit === 'lambdaInitGbSeconds' ? COLD_START_SHARE : 1;
  const runs = budget[`lambdaRequests ${resource}`];
  return runs === undefined ? undefined : seconds * MEMORY_GB * share * runs;
}

/** Dollars per million orders of so many units per order. */
function costOf(unit: BilledUnit, unitsPerOrder: number): number {
  const { dollars, per } = PRICE_LIST.prices[unit];
  return (unitsPerOrder * dollars * 1_000_000) / per;
}

/** What the whole budget comes to, when each line uses all of its own and chance does what is expected of it. */
export function budgetDollars(): number {
  const counted = budgetAt(EXPECTED);
  const timed = Object.keys(STATED_MS).map((key) => [key, timeBudget(key, counted) ?? Number.NaN] as const);
  return [...Object.entries(counted), ...timed]
    .map(([key, units]) => costOf(key.split(' ')[0] as BilledUnit, units))
    .reduce((sum, dollars) => sum + dollars, LOG_RESERVE_DOLLARS);
}

/** What a budget is held against. */
export type Budgeted = Pick<CostReport, 'lines' | 'durations' | 'orders'>;

const keyOf = ({ unit, resource }: { unit: string; resource: string }) =>
  `${unit} ${resource.replace(/^.*dofs-local-/, '')}`;
const isTimed = ({ unit }: CostLine) => unit.endsWith('GbSeconds');

/** GB-seconds per order of the runs there were, each as long as is stated. */
function statedUnits(duration: Duration, orders: number): number {
  const seconds = (STATED_MS[keyOf(duration)] ?? duration.meanMs) / 1000;
  return (seconds * duration.runs * duration.memoryMb) / 1024 / orders;
}

/** Dollars per million orders of what was counted, time as it is stated. */
export function budgetedDollars({ lines, durations, orders }: Budgeted): number {
  const counted = lines.filter((line) => !isTimed(line)).map((line) => line.dollarsPerMillionOrders);
  const timed = durations.map((duration) => costOf(duration.unit, statedUnits(duration, orders)));
  return [...counted, ...timed].reduce((sum, dollars) => sum + dollars, LOG_RESERVE_DOLLARS);
}

/** The lines that use more than their budget, or have none, each in a sentence. */
export function overBudget({ lines, durations, orders }: Budgeted): string[] {
  return [
    ...lines.filter((line) => !isTimed(line)).flatMap((line) => overUnits(line, line.unitsPerOrder, BUDGET)),
    ...durations.flatMap((duration) => {
      const key = keyOf(duration);
      const what = `${PRICE_LIST.prices[duration.unit].unit} of ${duration.memoryMb} MB`;
      const units = statedUnits(duration, orders);
      return [...overUnits({ ...duration, what }, units, { [key]: timeBudget(key) }), ...overTime(duration)];
    }),
  ];
}

function overUnits(
  line: { readonly unit: BilledUnit; readonly resource: string; readonly what: string },
  units: number,
  budgets: Readonly<Record<string, number | undefined>>,
): string[] {
  const key = keyOf(line);
  const budget = budgets[key];
  // Sums of thousands of runs are not exact.
  if (budget !== undefined && units <= budget * (1 + Number.EPSILON * 100)) return [];
  const dollars = costOf(line.unit, units).toFixed(3);
  return [
    `${key}: ${units} ${line.what} per order ($${dollars} per million), the budget is ${budget ?? 'not set'}`,
  ];
}

function overTime(duration: Duration): string[] {
  const key = keyOf(duration);
  const maxMs = (STATED_MS[key] ?? 0) * MEASURED_MAX_FACTOR;
  if (duration.medianMs <= maxMs) return [];
  return [`${key}: a run takes ${duration.medianMs} ms here, ${maxMs} at most are plausible`];
}
