import type { LogWriter } from '../logs/log-store.ts';
import { logStreamArn } from './permissions/logs.ts';
import type { Permission, Place } from './permissions/permission.ts';

export interface GuardedLogsOptions extends Place {
  /** Groups that need not be created. */
  readonly logGroupNames: ReadonlySet<string>;
  /** Whether the function's role may; tells of it when not. */
  readonly allows: (permission: Permission) => boolean;
}

/**
 * The log of a function, as far as its role may write it: Lambda drops what it may not, and the function runs on.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html#monitoring-cloudwatchlogs-prereqs
 */
export function guardFunctionLogs(logs: LogWriter, options: GuardedLogsOptions): LogWriter {
  const { logGroupNames, allows, ...place } = options;
  /** By ARN; false once something was denied, which is not asked again. */
  const streams = new Map<string, boolean>();

  function mayOpen(logGroupName: string, resource: string): boolean {
    const group = { action: 'logs:CreateLogGroup', resource: logStreamArn(logGroupName, '', place) };
    if (!logGroupNames.has(logGroupName) && !allows(group)) return false;
    return allows({ action: 'logs:CreateLogStream', resource });
  }

  return {
    write(logGroupName, event) {
      const resource = logStreamArn(logGroupName, event.logStreamName, place);
      const mayWrite =
        (streams.get(resource) ?? mayOpen(logGroupName, resource)) &&
        allows({ action: 'logs:PutLogEvents', resource });
      streams.set(resource, mayWrite);
      if (mayWrite) logs.write(logGroupName, event);
    },
  };
}
