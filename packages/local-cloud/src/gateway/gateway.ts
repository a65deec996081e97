import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AwsCall, AwsResponse, AwsService } from './aws-call.ts';
import { AwsError, toErrorResponse } from './aws-error.ts';
import { ConnectionResetError } from './connection-reset-error.ts';
import { createHttpServer } from './http-server.ts';
import { identifyAction, identifyCaller, isQueryProtocol } from './identify.ts';
import { toQueryErrorResponse } from './query-protocol.ts';
import { readBody } from './read-body.ts';

/** A link of the chain every call passes: it may answer, change, delay or refuse the call, or hand it on. */
export type GatewayLink = (call: AwsCall, next: AwsService) => Promise<AwsResponse>;

export interface GatewayOptions {
  /** By SigV4 signing name. Looked up at each call, so services may be added after the gateway listens. */
  readonly services: Readonly<Record<string, AwsService>>;
  /** Between identify and forward, in this order: authorize, inject a fault, meter. */
  readonly links?: readonly GatewayLink[];
  /** Told of each call that reached its service, and of the answer, before the caller gets it. */
  readonly onCall?: (call: AwsCall, response: AwsResponse) => void;
  /** Who an access key belongs to. */
  readonly principals: (accessKeyId: string) => string;
  /** Told of errors that no service meant to throw. */
  readonly onUnexpectedError?: (
    error: unknown,
    call: { service: string; action: string } | undefined,
  ) => void;
}

export interface Gateway {
  /** The door for callers in this process; throws the AwsErrors of the services. */
  readonly call: AwsService;
  /** Opens the door for callers over HTTP; returns the port, throws PortInUseError. */
  listen(port: number, host?: string): Promise<number>;
  /** Answers what is under way, for at most a second: a long poll would hold it for twenty. */
  close(): Promise<void>;
}

/** DynamoDB's BatchWriteItem takes 16 MB, more than any other request here. */
const BODY_LIMIT_BYTES = 16 * 1024 * 1024;
const CLOSE_GRACE_MS = 1000;

/** The one door to every service of the stack. */
export function createGateway(options: GatewayOptions): Gateway {
  const { services, links = [], principals, onCall, onUnexpectedError = logUnexpected } = options;

  const forward: AwsService = async (call) => {
    const service = Object.hasOwn(services, call.service) ? services[call.service] : undefined;
    if (!service) {
      const running = Object.keys(services).join(', ');
      throw new AwsError('UnknownServiceException', `${call.service} does not run here; running: ${running}`);
    }
    const response = await service(call);
    onCall?.(call, response);
    return response;
  };
  const call = links.reduceRight<AwsService>((next, link) => (awsCall) => link(awsCall, next), forward);

  async function serve(request: IncomingMessage, body: Buffer | undefined): Promise<AwsResponse> {
    const head = {
      method: request.method ?? '',
      path: request.url ?? '/',
      headers: request.headers as Record<string, string>,
    };
    let known: { service: string; action: string } | undefined;
    try {
      if (isHealthCheck(head)) return health(Object.keys(services));
      if (!body) {
        throw new AwsError(
          'RequestEntityTooLargeException',
          `the body exceeds ${BODY_LIMIT_BYTES} bytes`,
          413,
        );
      }
      const { service, accessKeyId } = identifyCaller(head);
      const action = identifyAction(service, head, body);
      known = { service, action };
      return await call({ ...head, service, action, principal: principals(accessKeyId), body });
    } catch (error) {
      // Rejected, the request costs its connection.
      if (error instanceof ConnectionResetError) throw error;
      if (!(error instanceof AwsError)) onUnexpectedError(error, known);
      const awsError =
        error instanceof AwsError ? error : new AwsError('InternalFailure', (error as Error).message, 500);
      return isQueryProtocol(head.headers) ? toQueryErrorResponse(awsError) : toErrorResponse(awsError);
    }
  }

  const server = createHttpServer(async (request, response) => {
    const body = await readBody(request, BODY_LIMIT_BYTES);
    answer(response, await serve(request, body));
  });
  return {
    call,
    listen: (port, host = '127.0.0.1') => server.listen(port, host),
    close: () => server.close(CLOSE_GRACE_MS),
  };
}

function answer(response: ServerResponse, { statusCode, headers, body }: AwsResponse): void {
  response.writeHead(statusCode, {
    'x-amzn-requestid': randomUUID(),
    ...headers,
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

function isHealthCheck({
  method,
  path,
  headers,
}: {
  method: string;
  path: string;
  headers: Record<string, string>;
}) {
  return method === 'GET' && (path === '/' || path === '/_health') && headers.authorization === undefined;
}

function health(services: readonly string[]): AwsResponse {
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ services }),
  };
}

function logUnexpected(error: unknown, call: { service: string; action: string } | undefined): void {
  console.error(`gateway: ${call ? `${call.service}:${call.action}` : 'a request'} failed`, error);
}
