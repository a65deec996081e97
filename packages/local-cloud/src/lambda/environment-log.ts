import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { LogWriter } from '../logs/log-store.ts';
import type { FunctionSpec } from '../stack/stack.ts';
import type { FunctionError } from './function-error.ts';
import { billedMsOf, type InvocationReport, type Outcome } from './invocation-report.ts';
import { jsonSystemLog, keepsLine } from './json-logging.ts';
import { createLineSplitter, type LineSplitter } from './line-splitter.ts';

/** What the platform itself says of an environment and its invocations. */
export interface SystemLog {
  start(requestId: string): void;
  end(report: InvocationReport): void;
  failure(error: FunctionError): void;
  initReport(report: Outcome & { readonly durationMs: number }): void;
}

/** The log stream of one execution environment, in one of Lambda's own formats. */
export interface EnvironmentLog extends SystemLog {
  readonly logStreamName: string;
  /** Writes what is printed, line by line. */
  capture(stream: Readable): void;
  /** Writes what was printed without a line break. */
  flush(): void;
}

export function createEnvironmentLog(spec: FunctionSpec, logs: LogWriter): EnvironmentLog {
  const logStreamName = newLogStreamName(new Date());
  const splitters: LineSplitter[] = [];
  const write = (message: string) =>
    logs.write(spec.logGroupName, { logStreamName, timestamp: Date.now(), message });
  const json = spec.jsonLogging;
  const printed = json ? (line: string) => keepsLine(line, json) && write(line) : write;
  return {
    logStreamName,
    ...(json ? jsonSystemLog(spec, json, write) : textSystemLog(spec, write)),
    capture(stream) {
      const splitter = createLineSplitter(printed);
      splitters.push(splitter);
      stream.setEncoding('utf8').on('data', splitter.push);
    },
    flush() {
      for (const splitter of splitters) splitter.flush();
    },
  };
}

function textSystemLog(spec: FunctionSpec, write: (message: string) => void): SystemLog {
  return {
    start(requestId) {
      write(`START RequestId: ${requestId} Version: $LATEST`);
    },
    end(report) {
      write(`END RequestId: ${report.requestId}`);
      write(reportLine(spec, report));
    },
    failure({ errorType, errorMessage }) {
      if (errorType === 'Sandbox.Timedout') {
        write(`${new Date().toISOString()} ${errorMessage.replace(/^RequestId: (\S+) Error:/, '$1')}`);
      } else {
        write(errorMessage);
        write(errorType);
      }
    },
    initReport({ durationMs, ...outcome }) {
      const fields = [`INIT_REPORT Init Duration: ${durationMs.toFixed(2)} ms`, 'Phase: init'];
      write([...fields, ...outcomeFields(outcome)].join('\t'));
    },
  };
}

function reportLine(spec: FunctionSpec, report: InvocationReport): string {
  const fields = [
    `REPORT RequestId: ${report.requestId}`,
    `Duration: ${report.durationMs.toFixed(2)} ms`,
    `Billed Duration: ${billedMsOf(report)} ms`,
    `Memory Size: ${spec.memorySizeMb} MB`,
  ];
  if (report.maxMemoryUsedMb !== undefined) fields.push(`Max Memory Used: ${report.maxMemoryUsedMb} MB`);
  if (report.initDurationMs !== undefined)
    fields.push(`Init Duration: ${report.initDurationMs.toFixed(2)} ms`);
  return [...fields, ...outcomeFields(report)].join('\t');
}

function outcomeFields({ status, errorType }: Outcome): string[] {
  const fields: string[] = [];
  if (status !== undefined) fields.push(`Status: ${status}`);
  if (errorType !== undefined) fields.push(`Error Type: ${errorType}`);
  return fields;
}

function newLogStreamName(now: Date): string {
  return `${now.toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${randomBytes(16).toString('hex')}`;
}
