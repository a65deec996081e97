import { findExecution } from './find-execution.ts';
import type { StepFunctions } from './step-functions.ts';
import { toWireDate } from './wire-date.ts';

export interface StopExecutionInput {
  readonly executionArn: string;
  readonly error?: string;
  readonly cause?: string;
}

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html: STANDARD only. */
export async function stopExecution(
  { executionArn, ...reason }: StopExecutionInput,
  { executions, runner, clock }: StepFunctions,
) {
  const execution = findExecution(executionArn, executions);
  await runner.abort(execution, reason);
  return { stopDate: toWireDate(execution.closed?.stopDate ?? clock()) };
}
