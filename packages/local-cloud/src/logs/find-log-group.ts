import { AwsError } from '../gateway/aws-error.ts';
import type { LogGroup, LogStore } from './log-store.ts';

export interface LogGroupInput {
  readonly logGroupName?: string;
  /** Name or ARN. */
  readonly logGroupIdentifier?: string;
}

/** The log group an operation names; ResourceNotFoundException when there is none. */
export function findLogGroup({ logGroupName, logGroupIdentifier }: LogGroupInput, store: LogStore): LogGroup {
  if ((logGroupName === undefined) === (logGroupIdentifier === undefined)) {
    throw new AwsError(
      'InvalidParameterException',
      'exactly one of logGroupName and logGroupIdentifier is required, name the log group once',
    );
  }
  const name = logGroupName ?? nameInArn(logGroupIdentifier ?? '');
  const group = store.logGroup(name);
  if (!group) throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
  return group;
}

function nameInArn(identifier: string): string {
  return /^arn:[^:]+:logs:[^:]*:\d*:log-group:(.+?)(:\*)?$/.exec(identifier)?.[1] ?? identifier;
}
