import { type CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';

/** A line of a log that is a JSON object. */
export interface LogLine {
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

interface Found {
  /** By event id. */
  readonly lines: Map<string, LogLine>;
  /** Where the next read begins. */
  startTime: number;
}

/** An order that was sent again thousands of times would fill the memory. */
const MOST_LINES = 1000;
/** Searches that are remembered: those of the last ten orders. */
const MOST_SEARCHES = 80;
/** What is written in the moment of a read may be a little older than the read. */
const OVERLAP_MS = 10_000;

/**
 * Reads lines of log groups. A search that is repeated reads what is new only: whoever watches an order asks every second
 * or two, and a full log group takes a tenth of a second to search.
 */
export class LogReader {
  readonly #logs: CloudWatchLogsClient;
  /** The one that was repeated longest ago first. */
  readonly #searches = new Map<string, Found>();

  constructor(logs: CloudWatchLogsClient) {
    this.#logs = logs;
  }

  /** The last lines of a log group that hold `term`, oldest first. */
  async read(logGroupName: string, term: string): Promise<LogLine[]> {
    const found = this.#search(JSON.stringify([logGroupName, term]));
    const { lines, startTime } = found;
    const readAt = Date.now();
    const filterPattern = `"${term.replaceAll(/["\\]/g, '\\$&')}"`;
    const query = { logGroupName, filterPattern, startTime };
    for await (const { events = [] } of paginateFilterLogEvents({ client: this.#logs }, query)) {
      for (const { eventId = '', timestamp = 0, message = '' } of events) {
        const fields = parseObject(message);
        if (fields) lines.set(eventId, { timestamp, fields });
      }
      for (const id of [...lines.keys()].slice(0, -MOST_LINES)) lines.delete(id);
    }
    found.startTime = Math.max(startTime, readAt - OVERLAP_MS);
    return [...lines.values()];
  }

  #search(key: string): Found {
    const found = this.#searches.get(key) ?? { lines: new Map(), startTime: 0 };
    this.#searches.delete(key);
    this.#searches.set(key, found);
    const [oldest = key] = this.#searches.keys();
    if (this.#searches.size > MOST_SEARCHES) this.#searches.delete(oldest);
    return found;
  }
}

function parseObject(message: string): LogLine['fields'] | undefined {
  if (!message.startsWith('{')) return undefined;
  try {
    return JSON.parse(message);
  } catch {
    // Cut off when its function was killed.
    return undefined;
  }
}
