import { AwsError } from '../gateway/aws-error.ts';
import type { Execution } from './execution.ts';
import { checkExecutionInput, checkExecutionName } from './execution-input.ts';
import { findWorkflow } from './find-workflow.ts';
import { runStandard } from './run-standard.ts';
import type { StepFunctions } from './step-functions.ts';
import { toWireDate } from './wire-date.ts';
import type { Workflow } from './workflow.ts';

export interface StartExecutionInput {
  readonly stateMachineArn: string;
  readonly name?: string;
  /** JSON text. */
  readonly input?: string;
  readonly includedData?: 'ALL_DATA' | 'METADATA_ONLY';
}

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
export function startExecution(input: StartExecutionInput, stepFunctions: StepFunctions) {
  const workflow = findWorkflow(input.stateMachineArn, stepFunctions.workflows);
  const execution = newExecution(input, workflow, stepFunctions);
  const started =
    workflow.spec.type === 'EXPRESS'
      ? startExpress(execution, stepFunctions)
      : startStandard(execution, stepFunctions);
  return { executionArn: started.arn, startDate: toWireDate(started.startDate) };
}

/** What a request to start asks for, checked and not yet running. */
export function newExecution(
  request: StartExecutionInput,
  workflow: Workflow,
  { runner, region, accountId, clock, newId }: StepFunctions,
): Execution {
  if (runner.isStopping) {
    throw new AwsError('ServiceUnavailable', 'the local cloud is stopping, start it again first', 503);
  }
  const input = checkExecutionInput(request.input ?? '{}');
  const name = checkExecutionName(request.name ?? newId());
  const machine = workflow.spec.name;
  const resource =
    workflow.spec.type === 'EXPRESS'
      ? `express:${machine}:${name}:${newId()}`
      : `execution:${machine}:${name}`;
  const arn = `arn:aws:states:${region}:${accountId}:${resource}`;
  return { arn, name, workflow, input, startDate: clock() };
}

/** Never deduplicated: the same name twice is two executions. */
function startExpress(execution: Execution, { runner }: StepFunctions): Execution {
  runner.run(execution);
  return execution;
}

/** The same name and input find the running execution; a name taken in any other way is taken for 90 days. */
function startStandard(execution: Execution, stepFunctions: StepFunctions): Execution {
  const earlier = stepFunctions.executions.get(execution.arn);
  if (!earlier) {
    stepFunctions.executions.add(execution);
    runStandard(execution, stepFunctions);
    return execution;
  }
  if (!earlier.closed && earlier.input === execution.input) return earlier;
  throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${execution.arn}'`);
}
