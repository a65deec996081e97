import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readBody } from '../gateway/read-body.ts';

/** Lambda refuses a longer response: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const MAX_RESPONSE_BYTES = 6_291_556;

/** What one execution environment says to the Runtime API. */
export interface RuntimeApiListener {
  /** It is ready for its next invocation, to be answered on `response`. */
  next(response: ServerResponse): void;
  /** `body` is undefined when it is over MAX_RESPONSE_BYTES. False: it has no such invocation. */
  responded(requestId: string, body: string | undefined, maxMemoryUsedMb: number | undefined): boolean;
  failed(requestId: string, body: string, maxMemoryUsedMb: number | undefined): boolean;
  initFailed(body: string): void;
}

export interface RuntimeApi {
  /** Adds an execution environment; `address` is its AWS_LAMBDA_RUNTIME_API. */
  register(listener: RuntimeApiListener): { readonly address: string; unregister(): void };
  close(): Promise<void>;
}

/** Serves https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html, under one path prefix per environment. */
export async function startRuntimeApi(): Promise<RuntimeApi> {
  const listeners = new Map<string, RuntimeApiListener>();
  const server = createServer({ optimizeEmptyRequests: true }, (request, response) => {
    response.sendDate = false;
    handle(listeners, request, response).catch(() => response.destroy());
  });
  // A handler may run for minutes between two calls of its environment.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    register(listener) {
      const id = randomUUID();
      listeners.set(id, listener);
      return { address: `127.0.0.1:${port}/${id}`, unregister: () => listeners.delete(id) };
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function handle(
  listeners: ReadonlyMap<string, RuntimeApiListener>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, id = '', , , phase, requestId = '', outcome] = (request.url ?? '').split('/');
  const listener = listeners.get(id);
  if (!listener) return reply(response, 403);
  if (phase === 'invocation' && requestId === 'next') return listener.next(response);
  const body = (await readBody(request, MAX_RESPONSE_BYTES))?.toString();
  const maxMemoryUsedMb = Number(request.headers['x-max-memory-used-mb']) || undefined;
  if (phase === 'init') {
    listener.initFailed(body ?? '{}');
    return reply(response, 202);
  }
  const accepted =
    outcome === 'response'
      ? listener.responded(requestId, body, maxMemoryUsedMb)
      : listener.failed(requestId, body ?? '{}', maxMemoryUsedMb);
  if (!accepted) return reply(response, 400);
  reply(response, body === undefined ? 413 : 202);
}

function reply(response: ServerResponse, statusCode: number): void {
  response.writeHead(statusCode, { 'content-length': 0 }).end();
}
