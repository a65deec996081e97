import type { LogWriter } from '../logs/log-store.ts';
import { logStreamArn } from './permissions/logs.ts';
import type { Permission, Place } from './permissions/permission.ts';

export interface GuardedLogsOptions extends Place {
  /** Groups that need not be created. */
  readonly logGroupNames: ReadonlySet<string>;
  /** A check, for every time, whether the function's role may; it tells of it when not. */
  readonly checkOf: (permission: Permission) => () => boolean;
}

/**
 * The log of a function, as far as its role may write it: Lambda drops what it may not, and the function runs on.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html#monitoring-cloudwatchlogs-prereqs
 */
export function guardFunctionLogs(logs: LogWriter, options: GuardedLogsOptions): LogWriter {
  const { logGroupNames, checkOf, ...place } = options;
  const allows = (permission: Permission) => checkOf(permission)();
  /** Whether a line may be put into a stream, by group and stream; what was denied once is not asked again. */
  const mayPut = new Map<string, () => boolean>();

  function mayOpen(logGroupName: string, resource: string): boolean {
    const group = { action: 'logs:CreateLogGroup', resource: logStreamArn(logGroupName, '', place) };
    if (!logGroupNames.has(logGroupName) && !allows(group)) return false;
    return allows({ action: 'logs:CreateLogStream', resource });
  }

  function open(logGroupName: string, logStreamName: string): () => boolean {
    const resource = logStreamArn(logGroupName, logStreamName, place);
    if (!mayOpen(logGroupName, resource)) return never;
    return checkOf({ action: 'logs:PutLogEvents', resource });
  }

  return {
    write(logGroupName, event) {
      const stream = `${logGroupName}:${event.logStreamName}`;
      const check = mayPut.get(stream) ?? open(logGroupName, event.logStreamName);
      const isAllowed = check();
      mayPut.set(stream, isAllowed ? check : never);
      if (isAllowed) logs.write(logGroupName, event);
    },
  };
}

const never = () => false;
