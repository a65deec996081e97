import type { RowResult } from './operator-api.ts';

export interface RedriveSummary {
  /** Every row that was wanted, those that were not reached included. */
  readonly ids: readonly string[];
  readonly results: readonly RowResult[];
  /** Rows that were left out, as what they hold is no order. */
  readonly withoutOrder: number;
  readonly isInterrupted: boolean;
}

/** Titles of a 409 that leaves nothing to do. */
const DONE = ['Redriven already', 'Order is FULFILLED'];

const isRedriven = ({ status }: RowResult) => status === 202;
const isDone = ({ status, title = '' }: RowResult) => status === 409 && DONE.includes(title);

/** Whether nothing is left to do for any row that was wanted. */
export function isComplete({ ids, results }: RedriveSummary): boolean {
  return results.length === ids.length && results.every((row) => isRedriven(row) || isDone(row));
}

/** What became of the rows: counts, then each that was refused with the reason. */
export function summaryLines({ ids, results, withoutOrder, isInterrupted }: RedriveSummary): string[] {
  const refused = results.filter((row) => !isRedriven(row) && !isDone(row));
  const counts = [
    `${results.filter(isRedriven).length} redriven`,
    `${results.filter(isDone).length} already redriven or fulfilled`,
    `${refused.length} refused`,
  ];
  return [
    ...(ids.length === 0 && !isInterrupted ? ['no failed order to redrive'] : [counts.join(', ')]),
    ...refused.map(({ failed_order_id, status, detail }) =>
      `  ${failed_order_id}: ${status} ${detail ?? ''}`.trimEnd(),
    ),
    ...(withoutOrder > 0 ? [`${withoutOrder} left out: what they hold is no order`] : []),
    ...(isInterrupted
      ? [`interrupted after ${results.length} of ${ids.length}; run it again for the rest`]
      : []),
    ...(!isInterrupted && results.length < ids.length ? ['nothing was redriven'] : []),
  ];
}
