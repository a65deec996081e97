import { AwsError } from '../gateway/aws-error.ts';
import { checkEventLimit } from './check-event-limit.ts';
import { findLogGroup, type LogGroupInput } from './find-log-group.ts';
import type { StoredLogEvent } from './log-ring.ts';
import type { LogGroup, LogStore } from './log-store.ts';

export interface GetLogEventsInput extends LogGroupInput {
  readonly logStreamName: string;
  /** Milliseconds since the epoch; included. */
  readonly startTime?: number;
  /** Milliseconds since the epoch; not included. */
  readonly endTime?: number;
  readonly startFromHead?: boolean;
  readonly limit?: number;
  readonly nextToken?: string;
}

/**
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
 * A token is a direction and a sequence: `f/12` reads on from event 12, `b/12` reads back from before it.
 * At the end of the stream the caller gets back the token it sent, which is how it knows.
 */
export function getLogEvents(input: GetLogEventsInput, store: LogStore) {
  const limit = checkEventLimit(input.limit);
  const group = findLogGroup(input, store);
  if (!group.events.stream(input.logStreamName)) {
    throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
  }
  const { forward, position } = readToken(input, group);
  const events = forward
    ? readForward(group, position, limit, input)
    : readBackward(group, position, limit, input);
  const first = events[0]?.sequence ?? position;
  const last = events.at(-1);
  return {
    events: events.map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
    nextForwardToken: `f/${last ? last.sequence + 1 : position}`,
    nextBackwardToken: `b/${first}`,
  };
}

function readToken({ nextToken, startFromHead = false }: GetLogEventsInput, { events }: LogGroup) {
  if (nextToken === undefined) {
    return { forward: startFromHead, position: startFromHead ? events.firstSequence : events.nextSequence };
  }
  const [, direction, position] = /^([fb])\/(\d+)$/.exec(nextToken) ?? [];
  if (!direction) {
    throw new AwsError('InvalidParameterException', `The specified nextToken is invalid: ${nextToken}`);
  }
  return { forward: direction === 'f', position: Number(position) };
}

function readForward({ events }: LogGroup, position: number, limit: number, input: GetLogEventsInput) {
  const page: StoredLogEvent[] = [];
  const start = Math.max(position, events.firstSequence);
  for (let at = start; at < events.nextSequence && page.length < limit; at += 1) {
    const event = events.at(at);
    if (event && isWanted(event, input)) page.push(event);
  }
  return page;
}

function readBackward({ events }: LogGroup, position: number, limit: number, input: GetLogEventsInput) {
  const page: StoredLogEvent[] = [];
  const start = Math.min(position, events.nextSequence) - 1;
  for (let at = start; at >= events.firstSequence && page.length < limit; at -= 1) {
    const event = events.at(at);
    if (event && isWanted(event, input)) page.push(event);
  }
  return page.reverse();
}

function isWanted(event: StoredLogEvent, input: GetLogEventsInput): boolean {
  const { logStreamName, startTime = 0, endTime = Number.MAX_VALUE } = input;
  return event.logStreamName === logStreamName && event.timestamp >= startTime && event.timestamp < endTime;
}
