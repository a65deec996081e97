import type { FunctionSpec, LogLevel } from '../stack/stack.ts';
import type { SystemLog } from './environment-log.ts';
import { billedMsOf, type InvocationReport, type Outcome } from './invocation-report.ts';

export type JsonLogging = NonNullable<FunctionSpec['jsonLogging']>;

const ORDER: readonly LogLevel[] = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

/** Whether a level is worth logging where `lowest` is the least that is. */
function isLogged(level: LogLevel, lowest: LogLevel): boolean {
  return ORDER.indexOf(level) >= ORDER.indexOf(lowest);
}

/**
 * Whether a line that a function prints is logged. Its level is that of a JSON line; what has none counts as INFO.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
 */
export function keepsLine(line: string, { applicationLevel }: JsonLogging): boolean {
  const word = line.startsWith('{') ? /"level"\s*:\s*"(\w+)"/.exec(line)?.[1]?.toUpperCase() : undefined;
  return isLogged(ORDER.find((level) => level === word) ?? 'INFO', applicationLevel);
}

/**
 * The platform's lines in JSON. What ends well is told at INFO, a failed or timed out invocation at WARN.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 */
export function jsonSystemLog(
  spec: FunctionSpec,
  { systemLevel }: JsonLogging,
  write: (message: string) => void,
): SystemLog {
  const log = (level: LogLevel, type: string, record: object) => {
    if (isLogged(level, systemLevel)) write(JSON.stringify({ time: new Date().toISOString(), type, record }));
  };
  return {
    start: (requestId) => log('INFO', 'platform.start', { requestId, version: '$LATEST' }),
    end: (report) => log(levelOf(report), 'platform.report', reportRecord(spec, report)),
    // platform.report has it as its status and errorType.
    failure() {},
    initReport: ({ durationMs, ...outcome }) =>
      log(levelOf(outcome), 'platform.initReport', {
        initializationType: 'on-demand',
        phase: 'init',
        ...outcome,
        metrics: { durationMs: rounded(durationMs) },
      }),
  };
}

function levelOf({ status }: Outcome): LogLevel {
  return status === undefined ? 'INFO' : 'WARN';
}

function reportRecord(spec: FunctionSpec, report: InvocationReport) {
  const { requestId, durationMs, initDurationMs, maxMemoryUsedMb, status = 'success', errorType } = report;
  return {
    requestId,
    metrics: {
      durationMs: rounded(durationMs),
      billedDurationMs: billedMsOf(report),
      memorySizeMB: spec.memorySizeMb,
      maxMemoryUsedMB: maxMemoryUsedMb,
      ...(initDurationMs !== undefined && { initDurationMs: rounded(initDurationMs) }),
    },
    status,
    errorType,
  };
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
