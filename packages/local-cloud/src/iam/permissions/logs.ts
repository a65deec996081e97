import type { AwsCall } from '../../gateway/aws-call.ts';
import { inputOf, onEach, type PermissionTable, type Place, textOf } from './permission.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html */
export const logsPermissions: PermissionTable = {
  ...onEach('logs', ['DescribeLogStreams', 'FilterLogEvents'], (call, place) => inputArn(call, '', place)),
  ...onEach('logs', ['GetLogEvents'], (call, place) =>
    inputArn(call, textOf(inputOf(call).logStreamName), place),
  ),
  ...onEach('logs', ['DescribeLogGroups'], (_, place) => logStreamArn('', '', place)),
};

/** What a log group's actions are done to; CloudWatch Logs names it with an empty stream where there is none. */
export function logStreamArn(
  logGroupName: string,
  logStreamName: string,
  { region, accountId }: Place,
): string {
  return `arn:aws:logs:${region}:${accountId}:log-group:${logGroupName}:log-stream:${logStreamName}`;
}

function inputArn(call: AwsCall, logStreamName: string, place: Place): string {
  const { logGroupName, logGroupIdentifier } = inputOf(call);
  const name = textOf(logGroupName ?? logGroupIdentifier).replace(/^arn:.*?:log-group:/, '');
  return logStreamArn(name.replace(/:\*$/, ''), logStreamName, place);
}
