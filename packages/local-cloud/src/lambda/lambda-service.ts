import type { AwsCall, AwsResponse, AwsService } from '../gateway/aws-call.ts';
import { AwsError } from '../gateway/aws-error.ts';
import { jsonResponse } from '../gateway/json-protocol.ts';
import type { FunctionSpec } from '../stack/stack.ts';
import type { FunctionHost } from './function-host.ts';
import { lambdaOperation } from './lambda-operation.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 1 MB for an asynchronous invocation. */
const MAX_EVENT_BYTES = 1_048_576;

export interface LambdaServiceOptions {
  readonly host: FunctionHost;
  /** Told of an asynchronous invocation that could not run: its caller is gone. */
  readonly reportProblem: (message: string) => void;
}

/** The Lambda API over a function host: Invoke, and what tools read to list functions. */
export function createLambdaService({ host, reportProblem }: LambdaServiceOptions): AwsService {
  const findFunction = (functionName: string, qualifier: string | undefined): FunctionSpec => {
    const spec = host.functions.find((candidate) => candidate.functionName === functionName);
    if (spec && (qualifier === undefined || qualifier === '$LATEST')) return spec;
    const wanted = qualifier === undefined ? functionName : `${functionName}:${qualifier}`;
    const known = host.functions.map((candidate) => candidate.functionName).join(', ');
    throw new AwsError(
      'ResourceNotFoundException',
      `Function not found: ${wanted}; this stack has: ${known}`,
      404,
    );
  };

  const invoke = async (spec: FunctionSpec, call: AwsCall): Promise<AwsResponse> => {
    const payload = call.body.length === 0 ? '{}' : call.body;
    checkJson(payload);
    switch (call.headers['x-amz-invocation-type'] ?? 'RequestResponse') {
      case 'DryRun':
        return { statusCode: 204, headers: {}, body: '' };
      case 'Event':
        checkEventSize(payload);
        host.invoke(spec.functionName, payload).catch((error: unknown) => {
          reportProblem(`an asynchronous invocation of ${spec.functionName} was not run: ${String(error)}`);
        });
        return { statusCode: 202, headers: {}, body: '' };
      case 'RequestResponse': {
        const result = await host.invoke(spec.functionName, payload);
        return {
          statusCode: 200,
          headers: {
            'content-type': 'application/json',
            'x-amzn-requestid': result.requestId,
            'x-amz-executed-version': result.executedVersion,
            ...(result.functionError && { 'x-amz-function-error': result.functionError }),
          },
          body: result.payload,
        };
      }
      default:
        throw new AwsError(
          'InvalidParameterValueException',
          `invocation type ${call.headers['x-amz-invocation-type']} is unknown; use RequestResponse, Event or DryRun`,
        );
    }
  };

  return async (call) => {
    const operation = lambdaOperation(call.method, call.path);
    if (!operation) {
      throw new AwsError(
        'UnknownOperationException',
        `lambda: ${call.method} ${call.path} is not available locally; available: Invoke, ListFunctions, GetFunction, GetFunctionConfiguration`,
        404,
      );
    }
    const { action, functionName, qualifier } = operation;
    if (action === 'ListFunctions') return jsonResponse({ Functions: host.functions.map(toConfiguration) });
    const spec = findFunction(functionName, qualifier);
    if (action === 'Invoke') return invoke(spec, call);
    const configuration = toConfiguration(spec);
    return jsonResponse(action === 'GetFunction' ? { Configuration: configuration } : configuration);
  };
}

function toConfiguration(spec: FunctionSpec) {
  return {
    FunctionName: spec.functionName,
    FunctionArn: spec.arn,
    Runtime: 'nodejs24.x',
    Role: spec.roleArn,
    Handler: spec.handler,
    Timeout: spec.timeoutSeconds,
    MemorySize: spec.memorySizeMb,
    Version: '$LATEST',
    PackageType: 'Zip',
    State: 'Active',
    Environment: { Variables: spec.environment },
    LoggingConfig: {
      LogFormat: spec.jsonLogging ? 'JSON' : 'Text',
      ...(spec.jsonLogging && {
        ApplicationLogLevel: spec.jsonLogging.applicationLevel,
        SystemLogLevel: spec.jsonLogging.systemLevel,
      }),
      LogGroup: spec.logGroupName,
    },
  };
}

function checkJson(payload: string | Buffer): void {
  try {
    JSON.parse(payload.toString());
  } catch (error) {
    throw new AwsError(
      'InvalidRequestContentException',
      `Could not parse request body into json: ${error instanceof Error ? error.message : error}`,
    );
  }
}

function checkEventSize(payload: string | Buffer): void {
  if (Buffer.byteLength(payload) <= MAX_EVENT_BYTES) return;
  throw new AwsError(
    'RequestTooLargeException',
    `${Buffer.byteLength(payload)} byte payload is too large for the Event invocation type (limit ${MAX_EVENT_BYTES} bytes)`,
    413,
  );
}
