import { formatTime } from '../state/format.ts';

/** A time where the reader is; UTC, as the logs have it, on pointing. */
export function Time({ at }: { readonly at: string }) {
  return (
    <time dateTime={at} title={`${at} (UTC)`}>
      {formatTime(at, new Date())}
    </time>
  );
}
