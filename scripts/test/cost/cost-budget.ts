import { type BilledUnit, type CostLine, PRICE_LIST } from 'local-cloud';

/** What a million orders may cost, all in. */
export const BUDGET_DOLLARS = 10;

/** Attempts per order: 1 + 0.3 + 0.3² = 1.39 are expected; five standard deviations of the mean of 600 orders are 0.13. */
const ATTEMPTS = 1.52;
/** 0.3³ = 0.027 are expected; five standard deviations of 600 orders are 0.033. */
const DEAD_LETTERS = 0.06;

/**
 * What the lines that are billed by time may cost, which no test can measure, and what AWS adds to logs: 65 ms of half a
 * GB per order (30 the api-handler waits for the workflow, 15 order-storage, 5 the validator, 15 a share of a batch), one
 * step of 100 ms of EXPRESS, and in the logs the id of the trace, 50 bytes in each of seven lines.
 */
const RESERVE_DOLLARS =
  costOf('lambdaGbSeconds', 0.065 * 0.5) + costOf('expressGbSeconds', 0.1 / 16) + costOf('logBytes', 7 * 50);

/** The most that an order may use of each line that is counted, by unit and resource. */
export const BUDGET: Readonly<Record<string, number>> = {
  'httpApiRequests order-api': 1,
  'lambdaRequests api-handler': 1,
  // A machine under load may let a task of the workflow run into its five seconds: it is tried again.
  'lambdaRequests validator': 1.02,
  'lambdaRequests order-storage': 1.02,
  'lambdaRequests fulfill-order': 0.32,
  'lambdaRequests dlq-handler': DEAD_LETTERS,
  'expressRequests order-workflow': 1,
  // A send, and a share of the receives, deletes and backoffs, each for a batch.
  'sqsRequests order-queue': 2.2,
  'sqsRequests order-dlq': 2 * DEAD_LETTERS,
  'readUnits orders': ATTEMPTS + DEAD_LETTERS,
  'writeUnits orders': 1 + ATTEMPTS + DEAD_LETTERS,
  // Each change of status moves the entry: a delete and a put.
  'writeUnits orders/status_shard': 1 + 2 * (ATTEMPTS + DEAD_LETTERS),
  'writeUnits failed-orders': DEAD_LETTERS,
  'writeUnits failed-orders/state_shard': DEAD_LETTERS,
  'logBytes api-handler': 185,
  'logBytes validator': 0,
  'logBytes order-storage': 420,
  'logBytes fulfill-order': 700 * ATTEMPTS,
  'logBytes dlq-handler': 700 * DEAD_LETTERS,
  'logBytes order-api': 320,
  'traces one per order': 0.05,
};

/** Dollars per million orders of so many units per order. */
function costOf(unit: BilledUnit, unitsPerOrder: number): number {
  const { dollars, per } = PRICE_LIST.prices[unit];
  return (unitsPerOrder * dollars * 1_000_000) / per;
}

/** What the whole budget comes to, when each line uses all of its own. */
export function budgetDollars(): number {
  const lines = Object.entries(BUDGET).map(([key, units]) => costOf(key.split(' ')[0] as BilledUnit, units));
  return lines.reduce((sum, dollars) => sum + dollars, RESERVE_DOLLARS);
}

const isTimed = ({ unit }: CostLine) => unit.endsWith('GbSeconds');

/** Dollars per million orders of what was counted, with the reserve for what was not. */
export function countedDollars(lines: readonly CostLine[]): number {
  return lines
    .filter((line) => !isTimed(line))
    .reduce((sum, { dollarsPerMillionOrders }) => sum + dollarsPerMillionOrders, RESERVE_DOLLARS);
}

/** The counted lines that use more than their budget, or have none, each in a sentence. */
export function overBudget(lines: readonly CostLine[]): string[] {
  return lines.flatMap((line) => {
    const { unit, resource, unitsPerOrder, dollarsPerMillionOrders, what } = line;
    if (isTimed(line)) return [];
    const key = `${unit} ${resource.replace(/^.*dofs-local-/, '')}`;
    const budget = BUDGET[key];
    if (budget !== undefined && unitsPerOrder <= budget) return [];
    return [
      `${key}: ${unitsPerOrder} ${what} per order ($${dollarsPerMillionOrders.toFixed(3)} per million), the budget is ${budget ?? 'not set'}`,
    ];
  });
}
