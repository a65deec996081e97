import { AwsError } from '../gateway/aws-error.ts';

const PAGE_LIMIT = 50;

export interface ListPageInput {
  readonly limit?: number;
  readonly nextToken?: string;
}

/** One page of a Describe operation: 50 items at most, as on AWS. */
export function pageOf<Item>(
  items: readonly Item[],
  { limit = PAGE_LIMIT, nextToken }: ListPageInput,
): { items: readonly Item[]; nextToken?: string } {
  if (!(limit >= 1 && limit <= PAGE_LIMIT)) {
    throw new AwsError('InvalidParameterException', `limit is ${limit}, give 1 to ${PAGE_LIMIT}`);
  }
  const start = Number(nextToken ?? 0);
  if (!Number.isInteger(start) || start < 0) {
    throw new AwsError('InvalidParameterException', `The specified nextToken is invalid: ${nextToken}`);
  }
  const end = start + limit;
  return end < items.length
    ? { items: items.slice(start, end), nextToken: String(end) }
    : { items: items.slice(start) };
}
