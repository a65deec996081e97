import { type CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';

/** A line of a log that is a JSON object. */
export interface LogLine {
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** An order that was sent again thousands of times would fill the memory. */
const MOST_LINES = 1000;

/** The last lines of a log group that hold `term`, oldest first. */
export async function readLogLines(
  logs: CloudWatchLogsClient,
  logGroupName: string,
  term: string,
): Promise<LogLine[]> {
  const lines: LogLine[] = [];
  const filterPattern = `"${term.replaceAll(/["\\]/g, '\\$&')}"`;
  for await (const { events = [] } of paginateFilterLogEvents(
    { client: logs, pageSize: MOST_LINES },
    { logGroupName, filterPattern },
  )) {
    for (const { timestamp = 0, message = '' } of events) {
      const fields = parseObject(message);
      if (fields) lines.push({ timestamp, fields });
    }
    lines.splice(0, Math.max(0, lines.length - MOST_LINES));
  }
  return lines;
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
