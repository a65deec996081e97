import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { ClosedExecution, Execution } from './execution.ts';

/** A line of the file: the start of an execution, or its end. */
export type ExecutionRecord =
  | {
      readonly started: string;
      readonly stateMachineArn: string;
      readonly name: string;
      readonly input: string;
      readonly startDate: number;
    }
  | ({ readonly closed: string } & ClosedExecution);

const NEWLINE = 10;

/**
 * STANDARD executions as JSON lines. Each line is handed to the operating system before the caller goes on:
 * it outlives this process, though not a power cut.
 */
export class ExecutionsFile {
  readonly #file: number;
  /** What earlier processes wrote. */
  readonly records: readonly ExecutionRecord[];

  constructor(path: string) {
    this.#file = openSync(path, 'a+');
    const content = readFileSync(this.#file);
    const end = content.lastIndexOf(NEWLINE) + 1;
    // A line without its end was being written when the process died; nobody was told that it was stored.
    if (end < content.length) ftruncateSync(this.#file, end);
    this.records = parseLines(content.subarray(0, end), path);
  }

  started(execution: Execution): void {
    this.#append({
      started: execution.arn,
      stateMachineArn: execution.workflow.spec.arn,
      name: execution.name,
      input: execution.input,
      startDate: execution.startDate,
    });
  }

  closed(arn: string, closed: ClosedExecution): void {
    this.#append({ closed: arn, ...closed });
  }

  close(): void {
    closeSync(this.#file);
  }

  #append(record: ExecutionRecord): void {
    writeSync(this.#file, `${JSON.stringify(record)}\n`);
  }
}

/** Line by line: together they may be longer than a string can be. */
function parseLines(content: Buffer, path: string): ExecutionRecord[] {
  const records: ExecutionRecord[] = [];
  for (let start = 0; start < content.length; ) {
    const end = content.indexOf(NEWLINE, start);
    const line = content.toString('utf8', start, end);
    try {
      records.push(JSON.parse(line) as ExecutionRecord);
    } catch {
      throw new Error(
        `line ${records.length + 1} of ${path} is not JSON (${line.slice(0, 80)}), remove the line or start with an empty data directory`,
      );
    }
    start = end + 1;
  }
  return records;
}
