import { problemOf } from './problem-of.ts';
import { type RowDependencies, redriveRow } from './redrive-row.ts';

/** What became of one of many rows: the status that a request for it alone would have been answered with. */
export interface RowResult {
  readonly failed_order_id: string;
  readonly status: number;
  readonly detail?: string;
}

/** Redrives at a time: a hundred at once would only wait for connections. */
const CONCURRENCY = 10;

/** Redrives many rows; one that cannot be redriven stops no other. An id that is given twice is answered once. */
export async function redriveRows(
  failedOrderIds: readonly string[],
  dependencies: RowDependencies,
): Promise<RowResult[]> {
  const ids = [...new Set(failedOrderIds)];
  const results: RowResult[] = [];
  const waiting = ids.entries();
  const work = async () => {
    for (const [index, id] of waiting) results[index] = await resultOf(id, dependencies);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return results;
}

async function resultOf(failed_order_id: string, dependencies: RowDependencies): Promise<RowResult> {
  try {
    await redriveRow(failed_order_id, dependencies);
    return { failed_order_id, status: 202 };
  } catch (error) {
    const { status, detail } = problemOf(error);
    return { failed_order_id, status, detail };
  }
}
