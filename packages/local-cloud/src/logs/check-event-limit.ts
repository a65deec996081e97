import { AwsError } from '../gateway/aws-error.ts';

const EVENT_LIMIT = 10_000;

/** How many events one answer may hold: 10,000 unless the caller wants fewer. */
export function checkEventLimit(limit = EVENT_LIMIT): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= EVENT_LIMIT) return limit;
  throw new AwsError('InvalidParameterException', `limit is ${limit}, give 1 to ${EVENT_LIMIT}`);
}
