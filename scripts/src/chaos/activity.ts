import type { LogEvent } from 'local-cloud';

/** What runs now, told from what functions and workflows log. */
export interface Activity {
  onLog(logGroupName: string, event: LogEvent): void;
  /** The order_ids of the executions that run. */
  executions(): string[];
  /** How many invocations run. */
  invocations(): number;
}

/** Follows START and END of invocations and the events of executions, which need the workflow's log level ALL. */
export function followActivity(): Activity {
  const executions = new Set<string>();
  const invocations = new Set<string>();
  return {
    onLog(_logGroupName, { message }) {
      const [, phase, requestId = ''] = /^(START|END) RequestId: (\S+)/.exec(message) ?? [];
      if (phase === 'START') invocations.add(requestId);
      if (phase === 'END') invocations.delete(requestId);
      const [, type] = /"type":"Execution(\w+)"/.exec(message) ?? [];
      if (type === undefined) return;
      const { execution_arn } = JSON.parse(message);
      if (type === 'Started') executions.add(execution_arn);
      else executions.delete(execution_arn);
    },
    executions: () => [...executions].map(orderIdOfExecution),
    invocations: () => invocations.size,
  };
}

/** `arn:…:execution:<machine>:<order_id>`, or `arn:…:express:<machine>:<order_id>-<12 digits>:<id>`. */
function orderIdOfExecution(executionArn: string): string {
  const [, , , , , type, , name = executionArn] = executionArn.split(':');
  return type === 'express' ? name.replace(/-[0-9a-f]{12}$/, '') : name;
}
