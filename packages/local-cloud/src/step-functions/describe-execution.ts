import { describedData } from './described-data.ts';
import { findExecution } from './find-execution.ts';
import type { StepFunctions } from './step-functions.ts';
import { toWireDate } from './wire-date.ts';

export interface DescribeExecutionInput {
  readonly executionArn: string;
  readonly includedData?: 'ALL_DATA' | 'METADATA_ONLY';
}

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html */
export function describeExecution(
  { executionArn, includedData }: DescribeExecutionInput,
  { executions }: StepFunctions,
) {
  const execution = findExecution(executionArn, executions);
  return {
    executionArn,
    stateMachineArn: execution.workflow.spec.arn,
    name: execution.name,
    status: execution.closed?.status ?? 'RUNNING',
    startDate: toWireDate(execution.startDate),
    stopDate: execution.closed && toWireDate(execution.closed.stopDate),
    ...describedData(execution, includedData),
    redriveCount: 0,
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason: 'Executions cannot be redriven in the local run',
  };
}
