import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { AwsService } from '../gateway/aws-call.ts';
import { AwsError } from '../gateway/aws-error.ts';
import { createHttpServer } from '../gateway/http-server.ts';
import { readBody } from '../gateway/read-body.ts';
import { invokeFunction } from '../lambda/invoke-function.ts';
import type { HttpApiSpec } from '../stack/stack.ts';
import { httpApiEvent } from './http-api-event.ts';
import { type HttpApiRequest, readHttpApiRequest } from './http-api-request.ts';
import {
  type HttpApiResponse,
  httpApiResponse,
  internalServerError,
  messageResponse,
} from './http-api-response.ts';
import { matchRoute } from './match-route.ts';

export interface HttpApiOptions {
  readonly api: HttpApiSpec;
  /** 0 takes a free one. */
  readonly port: number;
  readonly host?: string;
  readonly accountId: string;
  /** Where functions are invoked. */
  readonly door: AwsService;
  /** How long a function may take: 30 s, which is what an HTTP API allows. */
  readonly timeoutMs?: number;
  /** Told why an invocation failed, which the client is not. */
  readonly onError?: (error: unknown, routeKey: string) => void;
}

export interface HttpApiServer {
  readonly url: string;
  /** Answers what is under way, then stops. */
  stop(): Promise<void>;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const BODY_LIMIT_BYTES = 10 * 1024 * 1024;

/** Serves an HTTP API whose routes are Lambda functions; throws PortInUseError. */
export async function startHttpApi(options: HttpApiOptions): Promise<HttpApiServer> {
  const { api, port, host = '127.0.0.1', accountId, door, timeoutMs = 30_000, onError = logError } = options;

  async function respond(request: HttpApiRequest | undefined): Promise<HttpApiResponse> {
    if (!request) return messageResponse(400, 'Bad Request');
    const match = matchRoute(api.routes, request.method, request.path);
    if (!match) return messageResponse(404, 'Not Found');
    const { functionName, routeKey } = match.route;
    const payload = JSON.stringify(httpApiEvent({ apiId: api.apiId, accountId }, match, request));
    const timeout = new AbortController();
    try {
      const output = await Promise.race([
        invokeFunction(door, { principal: 'apigateway.amazonaws.com', functionName, payload }),
        // The function runs on: API Gateway stops waiting for it, and stops no one.
        setTimeout(timeoutMs, TIMED_OUT, { signal: timeout.signal }),
      ]);
      if (output === TIMED_OUT) return messageResponse(503, 'Service Unavailable');
      return output.functionError === undefined ? httpApiResponse(output.payload) : internalServerError;
    } catch (error) {
      // Lambda takes 6 MB, less than the API itself.
      if (error instanceof AwsError && error.name === 'RequestTooLargeException') return tooLarge;
      onError(error, routeKey);
      return internalServerError;
    } finally {
      timeout.abort();
    }
  }

  const server = createHttpServer(async (incoming, response) => {
    const requestId = randomBytes(11).toString('base64');
    const body = await readBody(incoming, BODY_LIMIT_BYTES);
    const answer = body ? await respond(readHttpApiRequest(incoming, body, requestId)) : tooLarge;
    send(response, requestId, answer);
  });
  const listeningPort = await server.listen(port, host);
  return { url: `http://${host}:${listeningPort}`, stop: () => server.close(timeoutMs) };
}

const tooLarge = messageResponse(413, 'Request Entity Too Large');
const TIMED_OUT = Symbol('timed out');

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
  console.error(`HTTP API: ${routeKey} failed`, error);
}
