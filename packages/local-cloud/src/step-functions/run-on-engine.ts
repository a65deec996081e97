import { ExecutionAbortedError, ExecutionTimeoutError } from 'aws-local-stepfunctions';
import type { AwsService } from '../gateway/aws-call.ts';
import { DATA_LIMIT_EXCEEDED, exceedsDataLimit } from './data-limit.ts';
import type { Execution, Outcome } from './execution.ts';
import type { ExecutionHistory } from './execution-history.ts';
import type { TaskAttempt } from './task-attempt.ts';
import { TaskError } from './task-error.ts';
import type { JsonValue } from './task-resource.ts';
import type { WorkflowTask } from './workflow.ts';

export interface EngineRun {
  /** Never rejects. */
  readonly outcome: Promise<Outcome>;
  readonly abort: (reason?: AbortReason) => void;
}

export interface AbortReason {
  readonly error?: string;
  readonly cause?: string;
}

/** What a task that nobody waits for any more is answered with. */
const OVER = Symbol('the execution is over');

/** Runs an execution to its end, its tasks through the door, and tells its history when there is one. */
export function runOnEngine(
  execution: Execution,
  { door, history }: { readonly door: AwsService; readonly history?: ExecutionHistory | undefined },
): EngineRun {
  const { engine, tasks, context, spec } = execution.workflow;
  const over = Promise.withResolvers<typeof OVER>();
  let isOver = false;
  let abortReason: AbortReason = {};

  const callTask = async (task: WorkflowTask, input: JsonValue): Promise<JsonValue> => {
    // After an abort or timeout the engine goes on to retry, and without waiting.
    if (isOver) throw endOfExecution();
    const attempt: TaskAttempt = { task, input };
    history?.begin(attempt);
    try {
      const output = await Promise.race([
        task.resource.run(input, { door, roleArn: spec.roleArn }),
        over.promise,
      ]);
      if (output === OVER) throw endOfExecution();
      attempt.output = output;
      return output;
    } catch (error) {
      attempt.error = asStateSeesIt(error, task);
      throw attempt.error;
    }
  };

  const handlers = [...tasks.values()].map(
    (task) => [task.name, (input: JsonValue) => callTask(task, input)] as const,
  );
  const run = engine.run(JSON.parse(execution.input), {
    overrides: { taskResourceLocalHandlers: Object.fromEntries(handlers) },
    context: {
      ...context,
      Execution: { Id: execution.arn, Name: execution.name, RoleArn: spec.roleArn, RedriveCount: 0 },
    },
  });
  const told = history?.tell(run.eventLogs);
  const settled = run.result.then(succeeded, (error) => failed(error, abortReason));
  const outcome = settled.then(async (end) => {
    isOver = true;
    over.resolve(OVER);
    await told;
    history?.close(end);
    return end;
  });
  const abort = (reason: AbortReason = {}) => {
    abortReason = reason;
    run.abort();
  };
  return { outcome, abort };
}

function succeeded(result: JsonValue): Outcome {
  const output = JSON.stringify(result ?? null);
  if (!exceedsDataLimit(output)) return { status: 'SUCCEEDED', output };
  return {
    status: 'FAILED',
    error: DATA_LIMIT_EXCEEDED,
    cause: 'The execution returned a result with a size exceeding the maximum number of bytes service limit.',
  };
}

function failed(error: unknown, abortReason: AbortReason): Outcome {
  if (error instanceof ExecutionTimeoutError) return { status: 'TIMED_OUT', error: 'States.Timeout' };
  if (error instanceof ExecutionAbortedError) return { status: 'ABORTED', ...abortReason };
  const { name, message } = (error as Error).cause as Error;
  // What the engine says of a Fail state without Error or Cause; AWS says nothing.
  if (name === 'FailStateError') return { status: 'FAILED' };
  return { status: 'FAILED', error: name, cause: message };
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html: States.ALL leaves this one alone. */
function asStateSeesIt(error: unknown, { state }: WorkflowTask): TaskError {
  if (!(error instanceof TaskError)) return new TaskError('States.Runtime', String(error));
  if (error.name === DATA_LIMIT_EXCEEDED) {
    error.isRetryable = (state.Retry ?? []).some((retrier) => retrier.ErrorEquals.includes(error.name));
    error.isCatchable = (state.Catch ?? []).some((catcher) => catcher.ErrorEquals.includes(error.name));
  }
  return error;
}

function endOfExecution(): TaskError {
  const error = new TaskError('States.Runtime', 'the execution is over');
  error.isRetryable = false;
  error.isCatchable = false;
  return error;
}
