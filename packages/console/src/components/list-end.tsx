import type { Feed } from '../state/feed.ts';
import { formatInteger } from '../state/format.ts';
import type { LiveFeedState } from '../state/live-feed.ts';

interface ListEndProps {
  readonly feed: Feed<unknown>;
  readonly older: LiveFeedState<unknown>['older'];
  readonly onLoadOlder: () => void;
  readonly noun: string;
  /** What to do when the list holds no more. */
  readonly advice: string;
}

/** Below the last row: more, no more, or why not. */
export function ListEnd({ feed, older, onLoadOlder, noun, advice }: ListEndProps) {
  const count = formatInteger(feed.rows.length);
  if (feed.isCapped) {
    return (
      <p className="list-end">
        The newest {count} {noun} are shown. {advice}
      </p>
    );
  }
  if (feed.nextCursor === undefined) {
    return (
      <p className="list-end">
        {count} {noun}, no more.
      </p>
    );
  }
  return (
    <p className="list-end">
      {older === 'failed' && 'The API did not answer. '}
      <button type="button" disabled={older === 'loading'} onClick={onLoadOlder}>
        {older === 'loading' ? 'Loading older…' : `Load older ${noun}`}
      </button>
    </p>
  );
}
