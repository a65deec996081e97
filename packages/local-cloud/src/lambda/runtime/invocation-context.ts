import type { NextInvocation } from './runtime-client.ts';

const { env } = process;
/** Read once: each reading of the environment is a call into the process. */
const constants = {
  callbackWaitsForEmptyEventLoop: true,
  functionName: env.AWS_LAMBDA_FUNCTION_NAME,
  functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
  memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
  logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
};

/** The context object a handler gets: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
export function invocationContext(invocation: NextInvocation) {
  const deadlineMs = Number(invocation.headers['lambda-runtime-deadline-ms']);
  return {
    ...constants,
    invokedFunctionArn: invocation.headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: invocation.requestId,
    getRemainingTimeInMillis: () => deadlineMs - Date.now(),
  };
}
