import { AwsError } from '../gateway/aws-error.ts';

const DEFAULT_RESULTS = 100;
const MOST_RESULTS = 1000;

export interface ResultPageInput {
  /** 0 stands for the default. */
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** One page of a List operation. */
export function pageOf<Item>(
  items: readonly Item[],
  { maxResults = 0, nextToken }: ResultPageInput,
): { items: readonly Item[]; nextToken?: string } {
  if (!(maxResults >= 0 && maxResults <= MOST_RESULTS)) {
    throw new AwsError('ValidationException', `maxResults is ${maxResults}, give 0 to ${MOST_RESULTS}`);
  }
  const start = Number(nextToken ?? 0);
  if (!Number.isInteger(start) || start < 0) {
    throw new AwsError('InvalidToken', `Invalid Token: '${nextToken}'`);
  }
  const end = start + (maxResults || DEFAULT_RESULTS);
  return end < items.length
    ? { items: items.slice(start, end), nextToken: String(end) }
    : { items: items.slice(start) };
}
