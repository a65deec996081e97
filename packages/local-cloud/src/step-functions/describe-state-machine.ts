import { logGroupArn } from '../logs/log-group-arn.ts';
import type { StateMachineSpec } from '../stack/stack.ts';
import { findWorkflow } from './find-workflow.ts';
import type { StepFunctions } from './step-functions.ts';
import { toWireDate } from './wire-date.ts';

export interface DescribeStateMachineInput {
  readonly stateMachineArn: string;
}

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html */
export function describeStateMachine(
  { stateMachineArn }: DescribeStateMachineInput,
  stepFunctions: StepFunctions,
) {
  const { spec } = findWorkflow(stateMachineArn, stepFunctions.workflows);
  return {
    stateMachineArn,
    name: spec.name,
    status: 'ACTIVE',
    type: spec.type,
    definition: spec.definition,
    roleArn: spec.roleArn,
    creationDate: toWireDate(stepFunctions.startDate),
    loggingConfiguration: loggingConfiguration(spec, stepFunctions),
  };
}

function loggingConfiguration({ logging }: StateMachineSpec, stepFunctions: StepFunctions) {
  if (!logging) return { level: 'OFF', includeExecutionData: false };
  const arn = `${logGroupArn(stepFunctions, logging.logGroupName)}:*`;
  return {
    level: logging.level,
    includeExecutionData: logging.includeExecutionData,
    destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: arn } }],
  };
}
