import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AwsService } from '../gateway/aws-call.ts';
import { AwsError } from '../gateway/aws-error.ts';
import { ConnectionResetError } from '../gateway/connection-reset-error.ts';
import { createHttpServer } from '../gateway/http-server.ts';
import { readBody } from '../gateway/read-body.ts';
import type { LogWriter } from '../logs/log-store.ts';
import type { HttpApiSpec } from '../stack/stack.ts';
import { createAccessLog } from './access-log.ts';
import { preflightResponse, withCorsHeaders } from './cors.ts';
import { type HttpApiRequest, readHttpApiRequest } from './http-api-request.ts';
import { type HttpApiResponse, internalServerError, messageResponse } from './http-api-response.ts';
import { type IntegrationReport, invokeIntegration, tooLarge } from './invoke-integration.ts';
import { matchRoute } from './match-route.ts';
import type { RequestFaults } from './request-fault.ts';

export interface HttpApiOptions {
  readonly api: HttpApiSpec;
  /** 0 takes a free one. */
  readonly port: number;
  readonly host?: string;
  readonly accountId: string;
  /** Where functions are invoked. */
  readonly door: AwsService;
  /** Where the stage logs its requests. */
  readonly logs: LogWriter;
  /** What clients meet besides the answers of the functions; absent: nothing. */
  readonly injectFault?: RequestFaults;
  /** How long a function may take: 30 s, which is what an HTTP API allows. */
  readonly timeoutMs?: number;
  /** Told of each request that was answered: the bytes of its body or of the answer's, whichever are more. */
  readonly onRequest?: (bodyBytes: number) => void;
  /** Told why an invocation failed, which the client is not. */
  readonly onError?: (error: unknown, routeKey: string) => void;
}

export interface HttpApiServer {
  readonly url: string;
  /** Answers what is under way, then stops. */
  stop(): Promise<void>;
}

/** An answer, and how the integration came to it if a route took the request. */
interface Responded {
  readonly answer: HttpApiResponse;
  readonly report?: IntegrationReport;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const BODY_LIMIT_BYTES = 10 * 1024 * 1024;

/** Serves an HTTP API whose routes are Lambda functions; throws PortInUseError. */
export async function startHttpApi(options: HttpApiOptions): Promise<HttpApiServer> {
  const { api, port, host = '127.0.0.1', accountId, door, timeoutMs = 30_000, onError = logError } = options;
  const { injectFault } = options;
  const identity = { apiId: api.apiId, accountId };
  const logAccess = api.accessLog && createAccessLog(api.accessLog, { api: identity, logs: options.logs });

  async function respond(request: HttpApiRequest, body: Buffer | undefined): Promise<Responded> {
    if (!body) return { answer: tooLarge };
    const match = matchRoute(api.routes, request.method, request.path);
    if (match) {
      const { answer, report } = await invokeIntegration(match, request, {
        identity,
        executionArn: api.executionArn,
        door,
        timeoutMs,
        onError,
      });
      return { answer: api.cors ? withCorsHeaders(api.cors, request, answer) : answer, report };
    }
    // A route that takes OPTIONS comes first: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
    const isOptions = api.cors && request.method === 'OPTIONS';
    return { answer: isOptions ? preflightResponse(api.cors, request) : messageResponse(404, 'Not Found') };
  }

  async function serve(incoming: IncomingMessage, requestId: string): Promise<HttpApiResponse> {
    const startedAt = performance.now();
    const body = await readBody(incoming, BODY_LIMIT_BYTES);
    const request = readHttpApiRequest(incoming, body ?? Buffer.alloc(0), requestId);
    if (!request) return messageResponse(400, 'Bad Request');
    const fault = await injectFault?.(request);
    const { answer, report }: Responded = fault?.answer
      ? { answer: fault.answer }
      : await respond(request, body);
    options.onRequest?.(Math.max(request.body.length, Buffer.byteLength(answer.body)));
    const responseLatencyMs = Math.round(performance.now() - startedAt);
    logAccess?.({ request, answer, responseLatencyMs, ...(report && { integration: report }) });
    // It rejects, which costs the connection.
    if (fault?.losesAnswer?.()) throw new ConnectionResetError();
    return answer;
  }

  const server = createHttpServer(async (incoming, response) => {
    const requestId = randomBytes(11).toString('base64');
    send(response, requestId, await serve(incoming, requestId));
  });
  const listeningPort = await server.listen(port, host);
  return { url: `http://${host}:${listeningPort}`, stop: () => server.close(timeoutMs) };
}

function send(response: ServerResponse, requestId: string, answer: HttpApiResponse): void {
  try {
    write(response, requestId, answer);
  } catch {
    // A header name or value that HTTP does not allow.
    write(response, requestId, internalServerError);
  }
}

function write(response: ServerResponse, requestId: string, answer: HttpApiResponse): void {
  const { statusCode, headers, body } = answer;
  const hasBody = statusCode !== 204 && statusCode !== 304;
  response.writeHead(statusCode, {
    ...headers,
    'apigw-requestid': requestId,
    ...(hasBody && { 'content-length': Buffer.byteLength(body) }),
  });
  response.end(hasBody ? body : undefined);
}

function logError(error: unknown, routeKey: string): void {
  // What Lambda said, or that it could not be reached, needs no stack trace.
  const isOfLambda = error instanceof AwsError || error instanceof ConnectionResetError;
  console.error(`HTTP API: ${routeKey} failed:`, isOfLambda ? String(error) : error);
}
