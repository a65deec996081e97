import { setTimeout } from 'node:timers/promises';
import { UserError } from '../user-error.ts';
import { type OperatorApi, type RowResult, UnavailableError } from './operator-api.ts';
import type { Progress } from './progress.ts';
import type { RedriveOptions } from './redrive-options.ts';
import type { RedriveSummary } from './summary.ts';

export interface RedriveTools {
  readonly api: OperatorApi;
  readonly progress: Progress;
  /** Whether so many shall be redriven. */
  readonly confirm: (count: number) => Promise<boolean>;
  /** Ends it after the requests that are under way. */
  readonly signal: AbortSignal;
  /** Before the n-th repetition of a request that could not be answered. */
  readonly wait?: (repetition: number) => Promise<unknown>;
}

/** Rows per request: few enough to see it move, and to take a fraction of the time a request may take. */
const BATCH = 20;
const REPETITIONS = 4;

type Wanted = Pick<RedriveOptions, 'ids' | 'all' | 'reason'>;

/** Redrives what is wanted, a batch after the other. */
export async function runRedrive(wanted: Wanted, tools: RedriveTools): Promise<RedriveSummary> {
  const { confirm, progress, signal } = tools;
  const found = await find(wanted, tools);
  if (!found || (found.ids.length > 0 && !(await confirm(found.ids.length))))
    return { ids: found?.ids ?? [], results: [], withoutOrder: 0, isInterrupted: signal.aborted };
  const { ids, withoutOrder } = found;
  const results: RowResult[] = [];
  for (let start = 0; start < ids.length && !signal.aborted; start += BATCH) {
    progress.show(results.length, ids.length);
    results.push(...(await redriveBatch(ids.slice(start, start + BATCH), tools)));
  }
  if (ids.length > 0) progress.show(results.length, ids.length);
  progress.end();
  return { results, ids, withoutOrder, isInterrupted: results.length < ids.length };
}

/** The ids that are wanted; undefined: interrupted while they were looked for. */
async function find({ ids, reason }: Wanted, { api, signal }: RedriveTools) {
  if (ids.length > 0) return { ids, withoutOrder: 0 };
  const found: string[] = [];
  let withoutOrder = 0;
  try {
    for await (const row of api.openFailedOrders(signal)) {
      if (reason && !row.reason.toLowerCase().includes(reason.toLowerCase())) continue;
      if (row.order_id === undefined) withoutOrder++;
      else found.push(row.failed_order_id);
    }
  } catch (error) {
    if (signal.aborted) return undefined;
    if (error instanceof UnavailableError) throw new UserError(error.message);
    throw error;
  }
  // The one that has waited longest first.
  return { ids: found.reverse(), withoutOrder };
}

/** Asks again for rows that could not be redriven now; their redrive is safe to repeat. */
async function redriveBatch(ids: readonly string[], tools: RedriveTools): Promise<RowResult[]> {
  const { api, signal, wait = (repetition) => setTimeout(500 * 2 ** repetition) } = tools;
  const results = new Map<string, RowResult>();
  let left = ids;
  for (let repetition = 0; left.length > 0 && repetition <= REPETITIONS; repetition++) {
    if (repetition > 0) await wait(repetition);
    for (const result of await resultsOf(left, api)) results.set(result.failed_order_id, result);
    left = signal.aborted ? [] : left.filter((id) => (results.get(id)?.status ?? 503) >= 500);
  }
  return ids.map((id) => results.get(id) ?? unanswered(id, 'the API did not say what became of it'));
}

async function resultsOf(ids: readonly string[], api: OperatorApi): Promise<readonly RowResult[]> {
  try {
    return await api.redrive(ids);
  } catch (error) {
    if (error instanceof UnavailableError) return ids.map((id) => unanswered(id, error.message));
    throw error;
  }
}

function unanswered(failed_order_id: string, detail: string): RowResult {
  return { failed_order_id, status: 503, detail };
}
