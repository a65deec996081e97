import { AwsError } from '../gateway/aws-error.ts';
import type { CloudWatchLogs } from './cloudwatch-logs-service.ts';
import { findLogGroup, type LogGroupInput } from './find-log-group.ts';
import { pageOf } from './list-page.ts';
import { logGroupArn } from './log-group-arn.ts';
import type { LogStream } from './log-ring.ts';

export interface DescribeLogStreamsInput extends LogGroupInput {
  readonly logStreamNamePrefix?: string;
  readonly orderBy?: 'LogStreamName' | 'LastEventTime';
  readonly descending?: boolean;
  readonly limit?: number;
  readonly nextToken?: string;
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html */
export function describeLogStreams(input: DescribeLogStreamsInput, logs: CloudWatchLogs) {
  const { logStreamNamePrefix: prefix, orderBy = 'LogStreamName', descending = false } = input;
  if (orderBy === 'LastEventTime' && prefix !== undefined) {
    throw new AwsError(
      'InvalidParameterException',
      'Cannot order by LastEventTime with a logStreamNamePrefix.',
    );
  }
  const group = findLogGroup(input, logs.store);
  const streams = group.events
    .streams()
    .filter(({ name }) => name.startsWith(prefix ?? ''))
    .sort(orderBy === 'LastEventTime' ? byLastEventTime : byName);
  if (descending) streams.reverse();
  const { items, nextToken } = pageOf(streams, input);
  return {
    logStreams: items.map((stream) => ({
      logStreamName: stream.name,
      arn: `${logGroupArn(logs, group.name)}:log-stream:${stream.name}`,
      creationTime: stream.creationTime,
      firstEventTimestamp: stream.firstEventTimestamp,
      lastEventTimestamp: stream.lastEventTimestamp,
      lastIngestionTime: stream.lastIngestionTime,
      // AWS reports 0 for every stream since June 2019.
      storedBytes: 0,
    })),
    nextToken,
  };
}

function byName(a: LogStream, b: LogStream): number {
  return a.name < b.name ? -1 : 1;
}

function byLastEventTime(a: LogStream, b: LogStream): number {
  return a.lastEventTimestamp - b.lastEventTimestamp || byName(a, b);
}
