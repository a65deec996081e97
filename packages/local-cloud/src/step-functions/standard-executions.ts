import type { ClosedExecution, Execution } from './execution.ts';
import type { ExecutionRecord, ExecutionsFile } from './executions-file.ts';
import type { Workflow } from './workflow.ts';

/** AWS forgets a closed execution, and frees its name, after 90 days. */
const RETENTION_MS = 90 * 24 * 60 * 60 * 1000;

export interface StandardExecutionsOptions {
  readonly workflows: ReadonlyMap<string, Workflow>;
  readonly file: ExecutionsFile | undefined;
  readonly clock: () => number;
  /** How many closed executions keep their history; the rest keep all but that. */
  readonly keptHistories: number;
}

/** The STANDARD executions: all of them for their names, those running and the last closed ones with history. */
export class StandardExecutions {
  readonly #options: StandardExecutionsOptions;
  readonly #byArn = new Map<string, Execution>();
  readonly #byStateMachine = new Map<string, Execution[]>();
  /** Closed executions that still have their history, oldest first. */
  readonly #withHistory = new Set<Execution>();

  constructor(options: StandardExecutionsOptions) {
    this.#options = options;
    for (const record of options.file?.records ?? []) this.#load(record);
    const expiry = options.clock() - RETENTION_MS;
    for (const execution of this.#byArn.values()) {
      if (execution.closed && execution.closed.stopDate < expiry) this.#byArn.delete(execution.arn);
      else this.#list(execution);
    }
  }

  get(arn: string): Execution | undefined {
    return this.#byArn.get(arn);
  }

  /** In the order of their start. */
  of(stateMachineArn: string): readonly Execution[] {
    return this.#byStateMachine.get(stateMachineArn) ?? [];
  }

  running(): Execution[] {
    return [...this.#byArn.values()].filter((execution) => !execution.closed);
  }

  /** On disk, where there is a file, when this returns. */
  add(execution: Execution): void {
    this.#options.file?.started(execution);
    this.#byArn.set(execution.arn, execution);
    this.#list(execution);
  }

  close(execution: Execution, closed: ClosedExecution): void {
    this.#options.file?.closed(execution.arn, closed);
    this.#withHistory.add(execution);
    const [oldest] = this.#withHistory;
    if (oldest && this.#withHistory.size > this.#options.keptHistories) {
      delete oldest.history;
      this.#withHistory.delete(oldest);
    }
  }

  #list(execution: Execution): void {
    const { arn } = execution.workflow.spec;
    const started = this.#byStateMachine.get(arn);
    if (started) started.push(execution);
    else this.#byStateMachine.set(arn, [execution]);
  }

  #load(record: ExecutionRecord): void {
    if ('closed' in record) {
      const { closed: arn, ...closed } = record;
      const execution = this.#byArn.get(arn);
      if (execution) execution.closed = closed;
      return;
    }
    // A state machine that is no longer in the stack took its executions along.
    const workflow = this.#options.workflows.get(record.stateMachineArn);
    if (!workflow) return;
    const { started: arn, name, input, startDate } = record;
    this.#byArn.set(arn, { arn, name, workflow, input, startDate });
  }
}
