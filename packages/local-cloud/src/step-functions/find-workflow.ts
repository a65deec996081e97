import { AwsError } from '../gateway/aws-error.ts';
import type { Workflow } from './workflow.ts';

const STATE_MACHINE_ARN = /^arn:aws[\w-]*:states:[^:]+:\d{12}:stateMachine:[^:]+$/;

/** The state machine an operation names. */
export function findWorkflow(arn: string, workflows: ReadonlyMap<string, Workflow>): Workflow {
  const workflow = workflows.get(arn);
  if (workflow) return workflow;
  if (!STATE_MACHINE_ARN.test(arn)) throw new AwsError('InvalidArn', `Invalid Arn: '${arn}'`);
  throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
}

/** StateMachineTypeNotSupported, unless the state machine is of this type. */
export function requireType({ spec }: Workflow, type: 'STANDARD' | 'EXPRESS'): void {
  if (spec.type === type) return;
  throw new AwsError(
    'StateMachineTypeNotSupported',
    'This operation is not supported by this type of state machine',
  );
}
