import type { RedriveResult } from '../api/order-api.ts';
import { REDRIVE_LIMIT } from '../api/order-api.ts';

/** Ids in pieces that the API takes at once. */
export function redriveBatches(ids: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(ids.length / REDRIVE_LIMIT);
  return Array.from({ length: count }, (_, index) =>
    ids.slice(index * REDRIVE_LIMIT, (index + 1) * REDRIVE_LIMIT),
  );
}

/** A result of its own for every row of a batch whose answer never came. */
export function unansweredResults(ids: readonly string[], error: unknown): readonly RedriveResult[] {
  const reason = error instanceof Error ? error.message : String(error);
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 0;
  return ids.map((failed_order_id) => ({ failed_order_id, status, detail: reason }));
}

/** What a result means to the operator. */
export function describeResult({ status, detail }: RedriveResult): string {
  switch (status) {
    case 202:
      return 'Redriven: the order is PENDING again and queued';
    case 409:
      return detail ?? 'Was redriven before: nothing changed';
    case 404:
      return detail ?? 'There is no such row any more';
    case 422:
      return detail ?? 'The payload is no order: place a corrected one instead';
    default:
      return `Not known whether redriven (${detail ?? status}). Redriving again is safe`;
  }
}
