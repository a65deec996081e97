import { AwsError } from '../gateway/aws-error.ts';
import { describedData } from './described-data.ts';
import type { Execution } from './execution.ts';
import { findWorkflow, requireType } from './find-workflow.ts';
import { newExecution, type StartExecutionInput } from './start-execution.ts';
import type { StepFunctions } from './step-functions.ts';
import { toWireDate } from './wire-date.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html */
export async function startSyncExecution(input: StartExecutionInput, stepFunctions: StepFunctions) {
  const workflow = findWorkflow(input.stateMachineArn, stepFunctions.workflows);
  requireType(workflow, 'EXPRESS');
  const execution = newExecution(input, workflow, stepFunctions);
  const closed = await stepFunctions.runner.run(execution);
  if (!closed) {
    throw new AwsError('InternalServerError', 'the local cloud stopped during the execution', 500);
  }
  return {
    executionArn: execution.arn,
    stateMachineArn: workflow.spec.arn,
    name: execution.name,
    status: closed.status,
    startDate: toWireDate(execution.startDate),
    stopDate: toWireDate(closed.stopDate),
    ...describedData(execution, input.includedData),
    billingDetails: billingDetails(execution, closed.stopDate),
  };
}

/** Express is billed in steps of 64 MB and 100 ms: https://aws.amazon.com/step-functions/pricing/ */
function billingDetails({ startDate }: Execution, stopDate: number) {
  return {
    billedMemoryUsedInMB: 64,
    billedDurationInMilliseconds: Math.max(1, Math.ceil((stopDate - startDate) / 100)) * 100,
  };
}
