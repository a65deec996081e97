import type { AwsCall, AwsResponse, AwsService } from './aws-call.ts';
import { AwsError } from './aws-error.ts';
import { parsedBody } from './parsed-body.ts';

/** Handlers of one AWS JSON service, by operation name. */
export type JsonOperations = Readonly<Record<string, (input: never, call: AwsCall) => unknown>>;

/** An AWS JSON 1.0/1.1 service from its operations; an operation it lacks is an UnknownOperationException. */
export function jsonService(operations: JsonOperations): AwsService {
  return async (call) => {
    const operation = operations[call.action];
    if (!operation) {
      throw new AwsError(
        'UnknownOperationException',
        `${call.service}:${call.action} is not available locally; available: ${Object.keys(operations).join(', ')}`,
      );
    }
    return jsonResponse(await operation(parseInput(call) as never, call));
  };
}

export function jsonResponse(output: unknown): AwsResponse {
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify(output ?? {}),
  };
}

/** What an in-process caller (workflow, poller, HTTP API) says of a call. */
export interface JsonRequest {
  readonly service: string;
  readonly action: string;
  readonly principal: string;
  readonly input: unknown;
}

const TARGET_PREFIX: Readonly<Record<string, string>> = {
  dynamodb: 'DynamoDB_20120810',
  logs: 'Logs_20140328',
  sqs: 'AmazonSQS',
  states: 'AWSStepFunctions',
};

/** Calls an AWS JSON operation through `door` and returns its parsed output; throws AwsError when it failed. */
export async function callJson<Output>(door: AwsService, request: JsonRequest): Promise<Output> {
  const response = await door({
    service: request.service,
    action: request.action,
    principal: request.principal,
    method: 'POST',
    path: '/',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `${TARGET_PREFIX[request.service]}.${request.action}`,
    },
    body: Buffer.from(JSON.stringify(request.input)),
  });
  const output = JSON.parse(response.body.toString() || '{}');
  if (response.statusCode < 400) return output as Output;
  const name = String(output.__type ?? 'ServiceException').replace(/^.*#/, '');
  throw new AwsError(name, String(output.message ?? output.Message ?? ''), response.statusCode);
}

function parseInput(call: AwsCall): unknown {
  try {
    return parsedBody(call);
  } catch {
    throw new AwsError('SerializationException', `the body of ${call.service}:${call.action} is not JSON`);
  }
}
