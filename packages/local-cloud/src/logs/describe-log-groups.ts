import { AwsError } from '../gateway/aws-error.ts';
import type { CloudWatchLogs } from './cloudwatch-logs-service.ts';
import { pageOf } from './list-page.ts';
import { logGroupArn } from './log-group-arn.ts';

export interface DescribeLogGroupsInput {
  readonly logGroupNamePrefix?: string;
  /** Part of the name, anywhere in it. */
  readonly logGroupNamePattern?: string;
  readonly limit?: number;
  readonly nextToken?: string;
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html */
export function describeLogGroups(input: DescribeLogGroupsInput, logs: CloudWatchLogs) {
  const { logGroupNamePrefix: prefix, logGroupNamePattern: pattern } = input;
  if (prefix !== undefined && pattern !== undefined) {
    throw new AwsError(
      'InvalidParameterException',
      `logGroupNamePrefix "${prefix}" and logGroupNamePattern "${pattern}" exclude each other, give one of them`,
    );
  }
  const groups = logs.store
    .logGroups()
    .filter(({ name }) => name.startsWith(prefix ?? '') && name.includes(pattern ?? ''));
  const { items, nextToken } = pageOf(groups, input);
  return {
    logGroups: items.map((group) => ({
      logGroupName: group.name,
      arn: `${logGroupArn(logs, group.name)}:*`,
      logGroupArn: logGroupArn(logs, group.name),
      logGroupClass: 'STANDARD',
      creationTime: group.creationTime,
      metricFilterCount: 0,
      storedBytes: group.events.storedBytes,
    })),
    nextToken,
  };
}
