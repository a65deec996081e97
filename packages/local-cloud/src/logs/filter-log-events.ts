import { AwsError } from '../gateway/aws-error.ts';
import { checkEventLimit } from './check-event-limit.ts';
import { parseFilterPattern } from './filter-pattern.ts';
import { findLogGroup, type LogGroupInput } from './find-log-group.ts';
import type { StoredLogEvent } from './log-ring.ts';
import type { LogStore } from './log-store.ts';

export interface FilterLogEventsInput extends LogGroupInput {
  readonly logStreamNames?: readonly string[];
  readonly logStreamNamePrefix?: string;
  /** Milliseconds since the epoch, both ends included. */
  readonly startTime?: number;
  readonly endTime?: number;
  readonly filterPattern?: string;
  readonly limit?: number;
  readonly nextToken?: string;
}

/**
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 * Events come in the order of writing, which is their order in time as long as the writers' clocks agree.
 */
export function filterLogEvents(input: FilterLogEventsInput, store: LogStore) {
  const matches = eventFilter(input);
  const limit = checkEventLimit(input.limit);
  const ring = findLogGroup(input, store).events;
  const events: StoredLogEvent[] = [];
  const start = Math.max(startSequence(input.nextToken), ring.firstSequence);
  for (let sequence = start; sequence < ring.nextSequence; sequence += 1) {
    const event = ring.at(sequence);
    if (!event || !matches(event)) continue;
    if (events.length === limit) return output(events, String(sequence));
    events.push(event);
  }
  return output(events);
}

function output(events: readonly StoredLogEvent[], nextToken?: string) {
  return {
    events: events.map((event) => ({
      logStreamName: event.logStreamName,
      timestamp: event.timestamp,
      message: event.message,
      ingestionTime: event.ingestionTime,
      // AWS's ids are decimal numbers this long; `aws logs tail` and others only compare them.
      eventId: String(event.sequence).padStart(56, '0'),
    })),
    // Always empty since May 2020.
    searchedLogStreams: [],
    nextToken,
  };
}

function eventFilter(input: FilterLogEventsInput): (event: StoredLogEvent) => boolean {
  const { logStreamNames, logStreamNamePrefix = '', startTime = 0, endTime = Number.MAX_VALUE } = input;
  if (logStreamNames && logStreamNamePrefix) {
    throw new AwsError(
      'InvalidParameterException',
      'logStreamNames and logStreamNamePrefix exclude each other, give one of them',
    );
  }
  const names = logStreamNames?.length ? new Set(logStreamNames) : undefined;
  const matchesPattern = parseFilterPattern(input.filterPattern ?? '');
  return (event) =>
    event.timestamp >= startTime &&
    event.timestamp <= endTime &&
    event.logStreamName.startsWith(logStreamNamePrefix) &&
    (names?.has(event.logStreamName) ?? true) &&
    matchesPattern(event.message);
}

function startSequence(nextToken: string | undefined): number {
  const sequence = Number(nextToken ?? 0);
  if (Number.isInteger(sequence) && sequence >= 0) return sequence;
  throw new AwsError('InvalidParameterException', `The specified nextToken is invalid: ${nextToken}`);
}
