import { credentialsOf } from '../gateway/credentials.ts';
import type { FunctionSpec } from '../stack/stack.ts';

export interface EnvironmentVariablesContext {
  readonly region: string;
  readonly endpointUrl: string;
  readonly sessionToken: string;
  readonly taskRoot: string;
  readonly logStreamName: string;
  /** `host:port` with an optional path. */
  readonly runtimeApi: string;
  readonly compileCacheDirectory: string;
}

/**
 * All a function sees of its surroundings: its own variables and the reserved ones Lambda sets
 * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html). Nothing of the developer's shell.
 */
export function environmentVariables(
  spec: FunctionSpec,
  context: EnvironmentVariablesContext,
): Record<string, string> {
  const credentials = credentialsOf(spec.roleArn);
  return {
    LANG: 'en_US.UTF-8',
    PATH: '/usr/local/bin:/usr/bin:/bin',
    TZ: ':UTC',
    ...spec.environment,
    AWS_REGION: context.region,
    AWS_DEFAULT_REGION: context.region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: context.sessionToken,
    AWS_ENDPOINT_URL: context.endpointUrl,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: spec.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memorySizeMb),
    ...(spec.jsonLogging && {
      AWS_LAMBDA_LOG_FORMAT: 'JSON',
      AWS_LAMBDA_LOG_LEVEL: spec.jsonLogging.applicationLevel,
    }),
    AWS_LAMBDA_LOG_GROUP_NAME: spec.logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: context.logStreamName,
    AWS_LAMBDA_RUNTIME_API: context.runtimeApi,
    LAMBDA_TASK_ROOT: context.taskRoot,
    _HANDLER: spec.handler,
    // Lets environments share compiled code, which halves a cold start; the runtime unsets it before the handler loads.
    NODE_COMPILE_CACHE: context.compileCacheDirectory,
  };
}
