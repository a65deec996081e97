import type { AwsCall, AwsResponse, AwsService } from '../gateway/aws-call.ts';
import { AwsError } from '../gateway/aws-error.ts';

export interface InvokeFunctionRequest {
  readonly principal: string;
  /** Name or ARN. */
  readonly functionName: string;
  /** JSON. */
  readonly payload: string;
  readonly invocationType?: string;
  readonly context?: AwsCall['context'];
}

export interface InvokeFunctionOutput {
  readonly statusCode: number;
  /** JSON: what the function returned or, with `functionError`, its error; empty for an asynchronous invocation. */
  readonly payload: string;
  readonly functionError: string | undefined;
  readonly executedVersion: string;
}

/** Invokes a function through `door` and waits for its answer; throws AwsError when it was not run. */
export async function invokeFunction(
  door: AwsService,
  { principal, functionName, payload, invocationType = 'RequestResponse', context }: InvokeFunctionRequest,
): Promise<InvokeFunctionOutput> {
  const response = await door({
    service: 'lambda',
    action: 'Invoke',
    principal,
    method: 'POST',
    path: `/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`,
    headers: { 'content-type': 'application/json', 'x-amz-invocation-type': invocationType },
    body: Buffer.from(payload),
    ...(context && { context }),
  });
  if (response.statusCode >= 400) throw toAwsError(response);
  return {
    statusCode: response.statusCode,
    payload: response.body.toString(),
    functionError: response.headers['x-amz-function-error'],
    executedVersion: response.headers['x-amz-executed-version'] ?? '$LATEST',
  };
}

function toAwsError({ statusCode, headers, body }: AwsResponse): AwsError {
  const { message, Message } = JSON.parse(body.toString() || '{}') as { message?: string; Message?: string };
  const name = headers['x-amzn-errortype']?.replace(/[:#].*$/, '') ?? 'ServiceException';
  return new AwsError(name, message ?? Message ?? '', statusCode);
}
