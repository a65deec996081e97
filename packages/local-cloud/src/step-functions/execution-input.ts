import { AwsError } from '../gateway/aws-error.ts';
import { DATA_LIMIT_BYTES, exceedsDataLimit } from './data-limit.ts';

// https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html#StepFunctions-StartExecution-request-name
const NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\p{Cs}]{1,80}$/u;

/** The name of an execution, or InvalidName. */
export function checkExecutionName(name: string): string {
  if (NAME.test(name)) return name;
  throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
}

/** The input of an execution, JSON text within the limit. */
export function checkExecutionInput(input: string): string {
  if (exceedsDataLimit(input)) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length less than or equal to ${DATA_LIMIT_BYTES}`,
    );
  }
  try {
    JSON.parse(input);
  } catch (error) {
    throw new AwsError(
      'InvalidExecutionInput',
      `Invalid State Machine Execution Input: '${error instanceof Error ? error.message : error}'`,
    );
  }
  return input;
}
