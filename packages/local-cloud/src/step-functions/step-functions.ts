import type { ExecutionRunner } from './execution-runner.ts';
import type { StandardExecutions } from './standard-executions.ts';
import type { Workflow } from './workflow.ts';

/** What the operations of the Step Functions API work on. */
export interface StepFunctions {
  readonly region: string;
  readonly accountId: string;
  /** By state machine ARN. */
  readonly workflows: ReadonlyMap<string, Workflow>;
  readonly executions: StandardExecutions;
  readonly runner: ExecutionRunner;
  readonly clock: () => number;
  readonly newId: () => string;
  /** Milliseconds since the epoch; also the creation date of every state machine. */
  readonly startDate: number;
}
