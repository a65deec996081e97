import type { LogEvent } from 'local-cloud';
import type { ExecutionStep } from './events.ts';

/** What runs now, told from what functions and workflows log. */
export interface Activity {
  onLog(logGroupName: string, event: LogEvent): void;
  /** The order_ids of the executions that run. */
  executions(): string[];
  /** How many invocations run. */
  invocations(): number;
}

/**
 * Follows START and END of invocations and the events of executions, which need the workflow's log level ALL. Each is
 * told as it happens: an execution before its first task is called.
 */
export function followActivity(onStep: (step: ExecutionStep) => void = () => {}): Activity {
  const executions = new Set<string>();
  const invocations = new Set<string>();
  return {
    onLog(_logGroupName, { message }) {
      const [, phase, requestId = ''] = /^(START|END) RequestId: (\S+)/.exec(message) ?? [];
      if (phase === 'START') invocations.add(requestId);
      if (phase === 'END') invocations.delete(requestId);
      const what = stepIn(message);
      if (what === undefined) return;
      const { execution_arn: execution } = JSON.parse(message);
      if (what === 'starts') executions.add(execution);
      if (what === 'ends') executions.delete(execution);
      onStep({ kind: 'execution', orderId: orderIdOfExecution(execution), execution, what });
    },
    executions: () => [...executions].map(orderIdOfExecution),
    invocations: () => invocations.size,
  };
}

/** Read as JSON only where it may be one of them: an execution logs a dozen events. */
function stepIn(message: string): ExecutionStep['what'] | undefined {
  const [, type] = /"type":"(Execution\w+|TaskStateEntered)"/.exec(message) ?? [];
  if (type === undefined) return undefined;
  if (type === 'ExecutionStarted') return 'starts';
  if (type !== 'TaskStateEntered') return 'ends';
  return JSON.parse(message).details.name === 'SendToQueue' ? 'enters SendToQueue' : undefined;
}

/** `arn:…:execution:<machine>:<order_id>`, or `arn:…:express:<machine>:<order_id>-<12 digits>:<id>`. */
function orderIdOfExecution(executionArn: string): string {
  const [, , , , , type, , name = executionArn] = executionArn.split(':');
  return type === 'express' ? name.replace(/-[0-9a-f]{12}$/, '') : name;
}
