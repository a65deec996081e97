import type { AwsService } from '../gateway/aws-call.ts';
import type { LogWriter } from '../logs/log-store.ts';
import type { ClosedExecution, Execution } from './execution.ts';
import { ExecutionHistory, type HistorySink } from './execution-history.ts';
import { executionLog } from './execution-log.ts';
import { billedExpressMs } from './express-billing.ts';
import type { HistoryEvent } from './history-event.ts';
import { type AbortReason, type EngineRun, runOnEngine } from './run-on-engine.ts';
import type { Workflow } from './workflow.ts';

export interface ExecutionRunnerOptions {
  readonly door: AwsService;
  readonly logs: LogWriter;
  readonly region: string;
  readonly clock: () => number;
  readonly newId: () => string;
  /** Told of what is billed: each state a STANDARD execution enters or tries again, each EXPRESS execution's end. */
  readonly onTransition?: (workflow: Workflow) => void;
  readonly onExpressEnd?: (workflow: Workflow, billedMs: number) => void;
  /** How long stop() waits for running executions. */
  readonly stopGraceSeconds: number;
}

/** Runs executions and knows which are running. */
export class ExecutionRunner {
  readonly #options: ExecutionRunnerOptions;
  readonly #running = new Map<Execution, EngineRun>();
  readonly #logStreamSuffix: string;
  #stopping = false;
  #aborting = false;

  constructor(options: ExecutionRunnerOptions) {
    this.#options = options;
    // `states/<machine>/<minute it was created>/<8 digits>`, as vended logs name theirs.
    const minute = new Date(options.clock()).toISOString().slice(0, 16).replace(/[T:]/g, '-');
    this.#logStreamSuffix = `${minute}/${options.newId().slice(0, 8)}`;
  }

  get isStopping(): boolean {
    return this.#stopping;
  }

  /**
   * Resolves when the execution is closed; with nothing when stop() broke it off. `onClosed` is called in the
   * same turn, so that stop() cannot come between an end and its being stored.
   */
  async run(
    execution: Execution,
    onClosed?: (closed: ClosedExecution) => void,
  ): Promise<ClosedExecution | undefined> {
    const { door, region, clock, onTransition } = this.#options;
    const { workflow } = execution;
    const sink = this.#sink(execution);
    const onStep =
      workflow.spec.type === 'STANDARD' && onTransition ? () => onTransition(workflow) : undefined;
    const history = sink && new ExecutionHistory(execution, { sink, region, clock, onStep });
    const run = runOnEngine(execution, { door, history });
    this.#running.set(execution, run);
    const outcome = await run.outcome;
    this.#running.delete(execution);
    if (this.#aborting) return undefined;
    execution.closed = { ...outcome, stopDate: clock() };
    if (workflow.spec.type === 'EXPRESS') {
      this.#options.onExpressEnd?.(workflow, billedExpressMs(execution, execution.closed.stopDate));
    }
    onClosed?.(execution.closed);
    return execution.closed;
  }

  /** Resolves when the execution is closed; does nothing to one that is closed already. */
  async abort(execution: Execution, reason: AbortReason): Promise<void> {
    const run = this.#running.get(execution);
    run?.abort(reason);
    await run?.outcome;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#graceOver();
    this.#aborting = true;
    const runs = [...this.#running.values()];
    for (const run of runs) run.abort();
    await Promise.all(runs.map((run) => run.outcome));
  }

  async #graceOver(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, this.#options.stopGraceSeconds * 1000);
    await Promise.race([promise, Promise.all([...this.#running.values()].map((run) => run.outcome))]);
    clearTimeout(timer);
  }

  #sink(execution: Execution): HistorySink | undefined {
    const { name, type } = execution.workflow.spec;
    const log = executionLog(execution, {
      logs: this.#options.logs,
      logStreamName: `states/${name}/${this.#logStreamSuffix}`,
    });
    // An EXPRESS execution has no history but its log.
    if (type === 'EXPRESS') return log;
    const history: HistoryEvent[] = [];
    execution.history = history;
    return {
      wants: () => true,
      write: (event) => {
        history.push(event);
        if (log?.wants(event.type)) log.write(event);
      },
    };
  }
}
