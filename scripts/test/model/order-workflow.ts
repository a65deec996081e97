import { type OrderContent, type OrderStatus, parseOrder } from 'order-model';
import { ORDER_WORKFLOWS, type TaskOutline } from './order-workflow-outline.ts';
import { createTasks, type Task } from './order-workflow-tasks.ts';
import type { Process } from './process.ts';
import type { World } from './world.ts';

/** The state input from StoreOrder on. */
export interface WorkflowInput extends OrderContent {
  readonly status?: OrderStatus;
}

/** How an execution ended, as Step Functions tells it. */
export interface WorkflowEnd {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT';
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** No task is tried more often in a run, however often it would be: what comes after the last attempt comes about too. */
const RETRIES = 2;

/** Plays an execution of the order workflow by its outline, from StoreOrder on: whatever clients place here is valid. */
export async function runOrderWorkflow(
  { name, text }: { readonly name: string; readonly text: string },
  execution: Process,
  world: World,
): Promise<WorkflowEnd> {
  const { States } = ORDER_WORKFLOWS[world.plan.workflowType];
  const tasks = createTasks(name, execution, world);
  let input: WorkflowInput = parseOrder(JSON.parse(text));
  let failure: unknown;
  for (let at = 'StoreOrder'; ; ) {
    const state = States[at];
    switch (state?.Type) {
      case 'Task': {
        const task = tasks[at as keyof typeof tasks];
        try {
          input = await retry(task, input, at, state);
          if (state.Next === undefined) return { status: 'SUCCEEDED', output: JSON.stringify(input) };
          at = state.Next;
        } catch (error) {
          failure = error;
          at = state.Catch.find((each) => isOneOf(each, error))?.Next ?? '';
        }
        break;
      }
      case 'Choice':
        at = state.Choices.find((each) => each.StringEquals === input.status)?.Next ?? state.Default;
        break;
      case 'Succeed':
        return { status: 'SUCCEEDED', output: JSON.stringify(input) };
      case 'Fail': {
        const cause = JSON.stringify({ errorMessage: (failure as Error | undefined)?.message });
        return { status: 'FAILED', error: state.Error, cause };
      }
      default:
        throw new Error(`the order workflow has no state ${at}`);
    }
  }
}

/** The result of a task, tried again as the state says; what it leaves out, faults that outlast a dead letter, goes on. */
async function retry(
  task: Task,
  input: WorkflowInput,
  name: string,
  state: TaskOutline,
): Promise<WorkflowInput> {
  for (let retries = 0; ; retries++) {
    try {
      return await task(input);
    } catch (error) {
      const { MaxAttempts = 0 } = state.Retry.find((each) => isOneOf(each, error)) ?? {};
      const mayRetry = name === 'SendToDeadLetterQueue' || retries < Math.min(MaxAttempts, RETRIES);
      if (!mayRetry) throw error;
    }
  }
}

function isOneOf({ ErrorEquals }: { ErrorEquals: readonly string[] }, error: unknown): boolean {
  return ErrorEquals.some((name) => name === 'States.ALL' || name === (error as Error).name);
}
