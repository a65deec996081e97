import { AwsError } from '../gateway/aws-error.ts';
import type { Execution } from './execution.ts';
import type { StandardExecutions } from './standard-executions.ts';

const EXECUTION_ARN = /^arn:aws[\w-]*:states:[^:]+:\d{12}:(execution|express|stateMachine):.+$/;

/** The STANDARD execution an operation names; EXPRESS ones are not to be looked up, as on AWS. */
export function findExecution(arn: string, executions: StandardExecutions): Execution {
  const execution = executions.get(arn);
  if (execution) return execution;
  const resourceType = EXECUTION_ARN.exec(arn)?.[1];
  if (!resourceType) throw new AwsError('InvalidArn', `Invalid Arn: '${arn}'`);
  if (resourceType !== 'execution') {
    const problem = `Resource type not valid in this context: ${resourceType}`;
    throw new AwsError('InvalidArn', `Invalid Arn: '${problem}'`);
  }
  throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
}
