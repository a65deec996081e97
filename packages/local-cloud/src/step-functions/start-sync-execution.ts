import { AwsError } from '../gateway/aws-error.ts';
import { describedData } from './described-data.ts';
import { BILLED_MEMORY_MB, billedExpressMs } from './express-billing.ts';
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
    billingDetails: {
      billedMemoryUsedInMB: BILLED_MEMORY_MB,
      billedDurationInMilliseconds: billedExpressMs(execution, closed.stopDate),
    },
  };
}
