import { AwsError } from '../gateway/aws-error.ts';
import { type InvokeFunctionOutput, invokeFunction } from '../lambda/invoke-function.ts';
import { withinDataLimit } from './data-limit.ts';
import { TaskError } from './task-error.ts';
import type { JsonValue, TaskCaller } from './task-resource.ts';

export interface Invocation {
  /** Name or ARN. */
  readonly functionName: string;
  readonly payload: JsonValue;
  readonly invocationType?: string;
}

export interface InvocationResult {
  readonly statusCode: number;
  readonly executedVersion: string;
  readonly payload: JsonValue;
}

/** Invokes a function for a Task state; throws TaskError as the state sees it. */
export async function invokeForTask(invocation: Invocation, caller: TaskCaller): Promise<InvocationResult> {
  const { statusCode, executedVersion, payload, functionError } = await send(invocation, caller);
  const text = withinDataLimit(payload, `the result of function ${invocation.functionName}`);
  if (functionError) throw thrownError(text);
  return { statusCode, executedVersion, payload: text === '' ? null : (JSON.parse(text) as JsonValue) };
}

async function send(
  { payload, ...invocation }: Invocation,
  { door, roleArn }: TaskCaller,
): Promise<InvokeFunctionOutput> {
  const text = withinDataLimit(
    JSON.stringify(payload),
    `the payload for function ${invocation.functionName}`,
  );
  try {
    return await invokeFunction(door, { ...invocation, principal: roleArn, payload: text });
  } catch (error) {
    throw error instanceof AwsError
      ? serviceError(error)
      : new TaskError('Lambda.SdkClientException', `Unable to execute HTTP request: ${error}`);
  }
}

/** What the function threw: its errorType is the error, the whole payload the cause. */
function thrownError(payload: string): TaskError {
  // Lambda.Unknown: the runtime died before it could say why.
  return new TaskError(errorTypeOf(payload) ?? 'Lambda.Unknown', payload);
}

function errorTypeOf(payload: string): string | undefined {
  const error = JSON.parse(payload || 'null') as { errorType?: string } | null;
  return error?.errorType;
}

/**
 * Errors that Lambda's Invoke models keep their name; the rest, AccessDeniedException above all, come as
 * the SDK's base class: https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html
 */
function serviceError({ name, message, statusCode }: AwsError): TaskError {
  const modeled = MODELED_ERRORS.has(name) ? name : 'AWSLambdaException';
  return new TaskError(
    `Lambda.${modeled}`,
    `${message} (Service: AWSLambda; Status Code: ${statusCode}; Error Code: ${name})`,
  );
}

const MODELED_ERRORS = new Set([
  'InvalidParameterValueException',
  'InvalidRequestContentException',
  'RequestTooLargeException',
  'ResourceConflictException',
  'ResourceNotFoundException',
  'ResourceNotReadyException',
  'ServiceException',
  'TooManyRequestsException',
  'UnsupportedMediaTypeException',
]);
