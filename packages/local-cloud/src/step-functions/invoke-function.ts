import type { AwsResponse } from '../gateway/aws-call.ts';
import { AwsError } from '../gateway/aws-error.ts';
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

/** Invokes a function through the door; throws TaskError as a Task state sees it. */
export async function invokeFunction(invocation: Invocation, caller: TaskCaller): Promise<InvocationResult> {
  const response = await send(invocation, caller);
  const text = withinDataLimit(response.body.toString(), `the result of function ${invocation.functionName}`);
  if (response.statusCode >= 400) throw serviceError(toAwsError(response, text));
  if (response.headers['x-amz-function-error']) throw functionError(text);
  return {
    statusCode: response.statusCode,
    executedVersion: response.headers['x-amz-executed-version'] ?? '$LATEST',
    payload: text === '' ? null : (JSON.parse(text) as JsonValue),
  };
}

async function send(
  { functionName, payload, invocationType = 'RequestResponse' }: Invocation,
  { door, roleArn }: TaskCaller,
): Promise<AwsResponse> {
  const body = withinDataLimit(JSON.stringify(payload), `the payload for function ${functionName}`);
  try {
    return await door({
      service: 'lambda',
      action: 'Invoke',
      principal: roleArn,
      method: 'POST',
      path: `/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`,
      headers: { 'content-type': 'application/json', 'x-amz-invocation-type': invocationType },
      body: Buffer.from(body),
    });
  } catch (error) {
    throw error instanceof AwsError
      ? serviceError(error)
      : new TaskError('Lambda.SdkClientException', `Unable to execute HTTP request: ${error}`);
  }
}

/** What the function threw: its errorType is the error, the whole payload the cause. */
function functionError(payload: string): TaskError {
  // Lambda.Unknown: the runtime died before it could say why.
  return new TaskError(errorTypeOf(payload) ?? 'Lambda.Unknown', payload);
}

function errorTypeOf(payload: string): string | undefined {
  const error = JSON.parse(payload || 'null') as { errorType?: string } | null;
  return error?.errorType;
}

function toAwsError({ statusCode, headers }: AwsResponse, text: string): AwsError {
  const { message, Message } = JSON.parse(text || '{}') as { message?: string; Message?: string };
  const name = headers['x-amzn-errortype']?.replace(/:.*$/, '') ?? 'ServiceException';
  return new AwsError(name, message ?? Message ?? '', statusCode);
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
