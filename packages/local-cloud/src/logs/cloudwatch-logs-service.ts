import type { AwsService } from '../gateway/aws-call.ts';
import { jsonService } from '../gateway/json-protocol.ts';
import { type DescribeLogGroupsInput, describeLogGroups } from './describe-log-groups.ts';
import { type DescribeLogStreamsInput, describeLogStreams } from './describe-log-streams.ts';
import { type FilterLogEventsInput, filterLogEvents } from './filter-log-events.ts';
import { type GetLogEventsInput, getLogEvents } from './get-log-events.ts';
import type { LogStore } from './log-store.ts';

export interface CloudWatchLogs {
  readonly store: LogStore;
  readonly region: string;
  readonly accountId: string;
}

/** The reading half of the CloudWatch Logs API over a log store. */
export function cloudWatchLogsService(logs: CloudWatchLogs): AwsService {
  return jsonService({
    DescribeLogGroups: (input: DescribeLogGroupsInput) => describeLogGroups(input, logs),
    DescribeLogStreams: (input: DescribeLogStreamsInput) => describeLogStreams(input, logs),
    FilterLogEvents: (input: FilterLogEventsInput) => filterLogEvents(input, logs.store),
    GetLogEvents: (input: GetLogEventsInput) => getLogEvents(input, logs.store),
  });
}
