import { randomUUID } from 'node:crypto';
import type { AwsService } from '../gateway/aws-call.ts';
import { jsonService } from '../gateway/json-protocol.ts';
import type { LogWriter } from '../logs/log-store.ts';
import type { StateMachineSpec } from '../stack/stack.ts';
import { type DescribeExecutionInput, describeExecution } from './describe-execution.ts';
import { type DescribeStateMachineInput, describeStateMachine } from './describe-state-machine.ts';
import { ExecutionRunner, type ExecutionRunnerOptions } from './execution-runner.ts';
import { ExecutionsFile } from './executions-file.ts';
import { type GetExecutionHistoryInput, getExecutionHistory } from './get-execution-history.ts';
import { type ListExecutionsInput, listExecutions } from './list-executions.ts';
import { type ListStateMachinesInput, listStateMachines } from './list-state-machines.ts';
import { runStandard } from './run-standard.ts';
import { StandardExecutions } from './standard-executions.ts';
import { type StartExecutionInput, startExecution } from './start-execution.ts';
import { startSyncExecution } from './start-sync-execution.ts';
import type { StepFunctions } from './step-functions.ts';
import { type StopExecutionInput, stopExecution } from './stop-execution.ts';
import { createWorkflow } from './workflow.ts';

export interface StepFunctionsOptions extends Pick<ExecutionRunnerOptions, 'onTransition' | 'onExpressEnd'> {
  readonly stateMachines: readonly StateMachineSpec[];
  readonly region: string;
  readonly accountId: string;
  /** Where tasks call other services; used from the first execution on, not before. */
  readonly door: AwsService;
  readonly logs: LogWriter;
  /** By how much waits and retry intervals shrink; timeouts do not. */
  readonly timeScale: number;
  readonly clock?: () => number;
  readonly newId?: () => string;
  /** Path of the file that STANDARD executions are kept in; absent: in memory only. */
  readonly executionsFile?: string;
  readonly keptHistories?: number;
  readonly stopGraceSeconds?: number;
}

export interface RunningStepFunctions {
  readonly service: AwsService;
  /** Runs again, from their start, the executions that an earlier process left open. Call it once the door is open. */
  resumeExecutions(): void;
  stop(): Promise<void>;
}

/** The Step Functions API over the state machines of a stack; throws when one of them cannot run locally. */
export function createStepFunctions(options: StepFunctionsOptions): RunningStepFunctions {
  const { clock = Date.now, newId = randomUUID, keptHistories = 10_000, stopGraceSeconds = 5 } = options;
  const workflows = new Map(options.stateMachines.map((spec) => [spec.arn, createWorkflow(spec, options)]));
  const file = options.executionsFile === undefined ? undefined : new ExecutionsFile(options.executionsFile);
  const stepFunctions: StepFunctions = {
    region: options.region,
    accountId: options.accountId,
    workflows,
    executions: new StandardExecutions({ workflows, file, clock, keptHistories }),
    runner: new ExecutionRunner({ ...options, clock, newId, stopGraceSeconds }),
    clock,
    newId,
    startDate: clock(),
  };
  return {
    service: stepFunctionsService(stepFunctions),
    resumeExecutions() {
      // At least once, as the tasks of a workflow have to bear on AWS too: each is idempotent.
      for (const execution of stepFunctions.executions.running()) runStandard(execution, stepFunctions);
    },
    async stop() {
      await stepFunctions.runner.stop();
      file?.close();
    },
  };
}

function stepFunctionsService(stepFunctions: StepFunctions): AwsService {
  return jsonService({
    DescribeExecution: (input: DescribeExecutionInput) => describeExecution(input, stepFunctions),
    DescribeStateMachine: (input: DescribeStateMachineInput) => describeStateMachine(input, stepFunctions),
    GetExecutionHistory: (input: GetExecutionHistoryInput) => getExecutionHistory(input, stepFunctions),
    ListExecutions: (input: ListExecutionsInput) => listExecutions(input, stepFunctions),
    ListStateMachines: (input: ListStateMachinesInput) => listStateMachines(input, stepFunctions),
    StartExecution: (input: StartExecutionInput) => startExecution(input, stepFunctions),
    StartSyncExecution: (input: StartExecutionInput) => startSyncExecution(input, stepFunctions),
    StopExecution: (input: StopExecutionInput) => stopExecution(input, stepFunctions),
  });
}
