import type { AwsService } from '../gateway/aws-call.ts';
import { AwsError } from '../gateway/aws-error.ts';

export interface InvokeFunctionRequest {
  readonly principal: string;
  /** Name or ARN. */
  readonly functionName: string;
  /** JSON. */
  readonly payload: string;
}

export interface InvokeFunctionOutput {
  /** JSON: what the function returned or, with `functionError`, its error. */
  readonly payload: string;
  readonly functionError: string | undefined;
}

/** Invokes a function through `door` and waits for its answer; throws AwsError when it was not run. */
export async function invokeFunction(
  door: AwsService,
  request: InvokeFunctionRequest,
): Promise<InvokeFunctionOutput> {
  const response = await door({
    service: 'lambda',
    action: 'Invoke',
    principal: request.principal,
    method: 'POST',
    path: `/2015-03-31/functions/${encodeURIComponent(request.functionName)}/invocations`,
    headers: { 'content-type': 'application/json', 'x-amz-invocation-type': 'RequestResponse' },
    body: Buffer.from(request.payload),
  });
  const payload = response.body.toString();
  if (response.statusCode < 400) {
    return { payload, functionError: response.headers['x-amz-function-error'] };
  }
  const name = response.headers['x-amzn-errortype'] ?? 'ServiceException';
  throw new AwsError(name.replace(/[:#].*$/, ''), payload, response.statusCode);
}
