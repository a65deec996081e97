import type { LogWriter } from '../logs/log-store.ts';
import type { StateMachineSpec } from '../stack/stack.ts';
import type { Execution } from './execution.ts';
import type { HistorySink } from './execution-history.ts';
import { type HistoryEvent, withoutExecutionData } from './history-event.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-log-level */
const LEVELS: Readonly<Record<'ALL' | 'ERROR' | 'FATAL', (type: string) => boolean>> = {
  ALL: () => true,
  ERROR: (type) => /(Failed|TimedOut|Aborted)$|^FailStateEntered$/.test(type),
  FATAL: (type) => /^Execution(Failed|TimedOut|Aborted)$/.test(type),
};

export interface ExecutionLogOptions {
  readonly logs: LogWriter;
  readonly logStreamName: string;
}

/** Writes what the state machine's log level asks for; undefined when that is nothing. */
export function executionLog(
  execution: Execution,
  { logs, logStreamName }: ExecutionLogOptions,
): HistorySink | undefined {
  const { logging } = execution.workflow.spec;
  if (!logging || logging.level === 'OFF') return undefined;
  return {
    wants: LEVELS[logging.level],
    write: (event) =>
      logs.write(logging.logGroupName, {
        logStreamName,
        timestamp: event.timestamp,
        message: JSON.stringify(logLine(event, execution.arn, logging)),
      }),
  };
}

function logLine(
  event: HistoryEvent,
  executionArn: string,
  { includeExecutionData }: NonNullable<StateMachineSpec['logging']>,
) {
  const details = event.details ?? {};
  return {
    id: String(event.id),
    type: event.type,
    details: includeExecutionData ? details : withoutExecutionData(details),
    previous_event_id: String(event.previousEventId),
    event_timestamp: String(event.timestamp),
    execution_arn: executionArn,
    redrive_count: '0',
  };
}
