import { resolve } from 'node:path';
import { attributes } from '../attributes.ts';
import type { Resource, ResourceKind, StackContext } from '../resource.ts';
import type { FunctionSpec, LogLevel, SystemLogLevel } from '../stack.ts';
import { StackError } from '../stack-error.ts';

/** `aws_lambda_function` with a zip package on a Node runtime; defaults are Lambda's own. */
export const lambdaFunction = {
  unsupported: {
    dead_letter_config: [],
    durable_config: [],
    file_system_config: [],
    image_uri: [],
    layers: [],
    package_type: ['Zip'],
    s3_bucket: [],
  },

  computed: (fn, { region, accountId }) => {
    const functionName = attributes.text(fn, 'function_name');
    const arn = `arn:aws:lambda:${region}:${accountId}:function:${functionName}`;
    return {
      id: functionName,
      arn,
      invoke_arn: `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`,
      qualified_arn: `${arn}:$LATEST`,
      version: '$LATEST',
    };
  },

  toSpec: (fn: Resource, { stackDirectory }: StackContext): FunctionSpec => {
    checkRuntime(fn);
    const functionName = attributes.text(fn, 'function_name');
    const logging = attributes.block(fn, 'logging_config');
    const reserved = attributes.optionalInteger(fn, 'reserved_concurrent_executions') ?? -1;
    return {
      functionName,
      arn: attributes.text(fn, 'arn'),
      roleArn: attributes.text(fn, 'role'),
      handler: attributes.text(fn, 'handler'),
      packageFile: resolve(stackDirectory, attributes.text(fn, 'filename')),
      environment: environment(fn),
      memorySizeMb: attributes.optionalInteger(fn, 'memory_size') ?? 128,
      timeoutSeconds: attributes.optionalInteger(fn, 'timeout') ?? 3,
      // -1 is the provider's word for unreserved.
      ...(reserved >= 0 && { reservedConcurrentExecutions: reserved }),
      logGroupName:
        (logging && attributes.optionalText(logging, 'log_group')) || `/aws/lambda/${functionName}`,
      ...(logging && jsonLogging(logging)),
    };
  },
} satisfies ResourceKind & { toSpec: unknown };

function checkRuntime(fn: Resource): void {
  const runtime = attributes.text(fn, 'runtime');
  if (!runtime.startsWith('nodejs')) {
    throw new StackError(
      `${fn.address}: runtime is "${runtime}"; the local run has Node.js only, use nodejs24.x`,
    );
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html */
function jsonLogging(logging: Resource): Pick<FunctionSpec, 'jsonLogging'> {
  const level = <Level extends string>(name: string, levels: readonly Level[]) =>
    attributes.optionalChoice(logging, name, levels);
  const format = level('log_format', ['Text', 'JSON']);
  const systemLevel = level('system_log_level', SYSTEM_LOG_LEVELS) ?? 'INFO';
  const applicationLevel = level('application_log_level', LOG_LEVELS) ?? 'INFO';
  return format === 'JSON' ? { jsonLogging: { systemLevel, applicationLevel } } : {};
}

const SYSTEM_LOG_LEVELS: readonly SystemLogLevel[] = ['DEBUG', 'INFO', 'WARN'];
const LOG_LEVELS: readonly LogLevel[] = ['TRACE', ...SYSTEM_LOG_LEVELS, 'ERROR', 'FATAL'];

function environment(fn: Resource): Readonly<Record<string, string>> {
  const variables = attributes.block(fn, 'environment')?.attributes.variables ?? {};
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]));
}
