import type { StateMachine } from 'aws-local-stepfunctions';
import type { Execution, Outcome } from './execution.ts';
import type { EventDetails, HistoryEvent } from './history-event.ts';
import type { TaskAttempt } from './task-attempt.ts';
import { outputDetails, resourceDetails, scheduledDetails } from './task-event-details.ts';

type EngineEvent =
  ReturnType<StateMachine['run']>['eventLogs'] extends AsyncGenerator<infer Event> ? Event : never;

/** Where history events go: to memory, to a log group, or both. */
export interface HistorySink {
  readonly wants: (type: string) => boolean;
  readonly write: (event: HistoryEvent) => void;
}

export interface ExecutionHistoryOptions {
  readonly sink: HistorySink;
  readonly region: string;
  readonly clock: () => number;
  /** Told of each state that is entered or tried again. */
  readonly onStep?: (() => void) | undefined;
}

/** Tells the history of one execution in AWS's events, from the engine's and from its calls of tasks. */
export class ExecutionHistory {
  readonly #execution: Execution;
  readonly #sink: HistorySink;
  readonly #region: string;
  readonly #clock: () => number;
  readonly #onStep: (() => void) | undefined;
  /** Attempts the engine has begun and not yet told us of, by state. */
  readonly #begun = new Map<string, TaskAttempt[]>();
  readonly #current = new Map<string, TaskAttempt>();
  readonly #openStates = new Map<string, string>();
  /** Parallel states whose last attempt failed: they are left through a catcher. */
  readonly #failedParallels = new Set<string>();
  #lastId = 0;

  constructor(execution: Execution, { sink, region, clock, onStep }: ExecutionHistoryOptions) {
    this.#execution = execution;
    this.#sink = sink;
    this.#region = region;
    this.#clock = clock;
    this.#onStep = onStep;
  }

  /** The engine calls a task in the same turn in which it enters or retries its state. */
  begin(attempt: TaskAttempt): void {
    const begun = this.#begun.get(attempt.task.name);
    if (begun) begun.push(attempt);
    else this.#begun.set(attempt.task.name, [attempt]);
  }

  async tell(events: AsyncGenerator<EngineEvent>): Promise<void> {
    for await (const event of events) this.#tellEvent(event);
  }

  close(outcome: Outcome): void {
    if (outcome.status === 'SUCCEEDED') {
      this.#record('ExecutionSucceeded', () => outputDetails(outcome.output));
      return;
    }
    const { status, error, cause } = outcome;
    if (status === 'ABORTED') this.#abortOpenStates();
    const type = status === 'TIMED_OUT' ? 'TimedOut' : status === 'FAILED' ? 'Failed' : 'Aborted';
    this.#record(`Execution${type}`, () => ({ error, cause }));
  }

  #tellEvent(event: EngineEvent): void {
    switch (event.type) {
      case 'ExecutionStarted': {
        const { input, workflow } = this.#execution;
        this.#record('ExecutionStarted', () => ({
          input,
          inputDetails: { truncated: false },
          roleArn: workflow.spec.roleArn,
        }));
        return;
      }
      case 'StateEntered': {
        const { name, type, input } = event.state;
        this.#onStep?.();
        this.#openStates.set(name, type);
        this.#record(`${type}StateEntered`, () => ({
          name,
          input: JSON.stringify(input),
          inputDetails: { truncated: false },
        }));
        this.#startState(name, type);
        return;
      }
      case 'StateRetried':
        this.#onStep?.();
        this.#startState(event.state.name, event.state.type);
        return;
      case 'StateFailed':
        this.#failState(event.state.name, event.state.type, event.Error);
        return;
      case 'StateExited': {
        const { name, type, output } = event.state;
        this.#openStates.delete(name);
        this.#succeedState(name, type);
        this.#record(`${type}StateExited`, () => ({ name, ...outputDetails(JSON.stringify(output)) }));
        return;
      }
      default:
        // Branches have no events of their own on AWS; the end of the execution comes through close().
        return;
    }
  }

  #startState(name: string, type: string): void {
    if (type === 'Parallel') {
      this.#failedParallels.delete(name);
      this.#record('ParallelStateStarted');
    }
    const attempt = this.#begun.get(name)?.shift();
    if (!attempt) return;
    this.#current.set(name, attempt);
    const { resource } = attempt.task;
    this.#record(`${resource.eventPrefix}Scheduled`, () => scheduledDetails(attempt, this.#region));
    this.#record(`${resource.eventPrefix}Started`, () => resourceDetails(attempt.task));
  }

  #succeedState(name: string, type: string): void {
    const attempt = this.#current.get(name);
    if (attempt) this.#recordSuccess(name, attempt);
    if (type === 'Parallel' && !this.#failedParallels.has(name)) this.#record('ParallelStateSucceeded');
  }

  #failState(name: string, type: string, error: string): void {
    if (type === 'Parallel') {
      this.#failedParallels.add(name);
      this.#record('ParallelStateFailed');
    }
    const attempt = this.#current.get(name);
    if (!attempt) return;
    // The task did its part, what failed is the state around it: a ResultPath, for example.
    if (attempt.output !== undefined) {
      this.#recordSuccess(name, attempt);
      return;
    }
    this.#current.delete(name);
    const end = attempt.error ? 'Failed' : 'TimedOut';
    this.#record(`${attempt.task.resource.eventPrefix}${end}`, () => ({
      ...resourceDetails(attempt.task),
      error: attempt.error?.name ?? error,
      cause: attempt.error?.message,
    }));
  }

  #recordSuccess(name: string, attempt: TaskAttempt): void {
    this.#current.delete(name);
    this.#record(`${attempt.task.resource.eventPrefix}Succeeded`, () => ({
      ...resourceDetails(attempt.task),
      ...outputDetails(JSON.stringify(attempt.output)),
    }));
  }

  #abortOpenStates(): void {
    for (const type of [...this.#openStates.values()].reverse()) this.#record(`${type}StateAborted`);
  }

  #record(type: string, details?: () => EventDetails | undefined): void {
    this.#lastId += 1;
    if (!this.#sink.wants(type)) return;
    const told = details?.();
    this.#sink.write({
      id: this.#lastId,
      // The first event has no predecessor, and AWS gives the second one none either.
      previousEventId: this.#lastId === 2 ? 0 : this.#lastId - 1,
      type,
      timestamp: this.#clock(),
      ...(told && { details: told }),
    });
  }
}
