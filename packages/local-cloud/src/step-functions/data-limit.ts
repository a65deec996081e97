import { TaskError } from './task-error.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html: 256 KiB of UTF-8. */
export const DATA_LIMIT_BYTES = 262_144;

export const DATA_LIMIT_EXCEEDED = 'States.DataLimitExceeded';

export function exceedsDataLimit(text: string): boolean {
  // A UTF-16 unit is at most three bytes of UTF-8: most texts need no counting.
  return text.length * 3 > DATA_LIMIT_BYTES && Buffer.byteLength(text) > DATA_LIMIT_BYTES;
}

/** The text, or States.DataLimitExceeded when `what` is larger than a state may take or give. */
export function withinDataLimit(text: string, what: string): string {
  if (!exceedsDataLimit(text)) return text;
  throw new TaskError(
    DATA_LIMIT_EXCEEDED,
    `${what} has a size exceeding the maximum number of bytes service limit (${Buffer.byteLength(text)} of ${DATA_LIMIT_BYTES}).`,
  );
}
