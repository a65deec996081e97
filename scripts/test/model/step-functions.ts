import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  type SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
} from '@aws-sdk/client-sfn';
import { parseOrder } from 'order-model';
import { runOrderWorkflow, type WorkflowEnd } from './order-workflow.ts';
import type { Process } from './process.ts';
import type { World } from './world.ts';

interface Execution {
  readonly input: string;
  readonly startDate: Date;
  end?: WorkflowEnd;
  readonly whenEnded: Promise<WorkflowEnd>;
}

/** Step Functions as api-handler sees it: starts executions of the order workflow and tells of them. */
export class StepFunctions {
  readonly #world: World;
  /** STANDARD executions by name. */
  readonly #executions = new Map<string, Execution>();

  constructor(world: World) {
    this.#world = world;
  }

  /** The input of the STANDARD execution of a name. */
  inputOf(name: string): string | undefined {
    return this.#executions.get(name)?.input;
  }

  /** The client of a process: each request is a call, and a synchronous one then waits for its execution. */
  clientOf(process: Process): SFNClient {
    const send = async (command: unknown) => {
      if (command instanceof StartSyncExecutionCommand) {
        const { name = '', input = '' } = command.input;
        // The name of an EXPRESS execution is not taken by another one of it.
        const start = async () => this.#start(name, input, process);
        return (await process.call(`starts execution ${name}`, start)).whenEnded;
      }
      if (command instanceof StartExecutionCommand) {
        const { name = '', input = '' } = command.input;
        return process.call(`starts execution ${name}`, async () => this.#startOnce(name, input, process));
      }
      if (command instanceof DescribeExecutionCommand) {
        const name = command.input.executionArn?.split(':').at(-1) ?? '';
        return process.call(`describes execution ${name}`, async () => {
          const { input, end } = this.#executions.get(name) ?? {};
          return { input, status: end?.status ?? 'RUNNING' };
        });
      }
      throw new Error(`the model has no ${(command as object).constructor.name}`);
    };
    return { send } as unknown as SFNClient;
  }

  /** https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html: idempotent while it runs. */
  #startOnce(name: string, input: string, process: Process): Execution {
    const existing = this.#executions.get(name);
    if (existing && (existing.end || existing.input !== input))
      throw new ExecutionAlreadyExists({ message: name, $metadata: {} });
    const execution = existing ?? this.#start(name, input, process);
    this.#executions.set(name, execution);
    return execution;
  }

  #start(name: string, text: string, process: Process): Execution {
    const { executions, plan, scheduler, texts } = this.#world;
    const id = this.#world.newId('execution ');
    texts.set(name, text);
    executions.set(id, parseOrder(JSON.parse(text)).order_id);
    const run = scheduler.start(id, (running) => runOrderWorkflow({ name, text }, running, this.#world), {
      mayDie: plan.workflowType === 'EXPRESS',
    });
    const whenEnded = run
      .catch((): WorkflowEnd => ({ status: 'TIMED_OUT', error: 'States.Timeout' }))
      .then((end) => {
        executions.delete(id);
        execution.end = end;
        return end;
      });
    const execution: Execution = { input: text, startDate: this.#world.clockOf(process)(), whenEnded };
    return execution;
  }
}
