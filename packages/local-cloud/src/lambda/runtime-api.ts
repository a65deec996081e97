import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type HttpMessage, HttpMessageParser } from './runtime/http-message-parser.ts';

/** Lambda refuses a longer response: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const MAX_RESPONSE_BYTES = 6_291_556;

type InvocationHeaders = Readonly<Record<string, string | number>>;

/** Hands an invocation to the environment that asked for one; to be called once. */
export type DeliverInvocation = (headers: InvocationHeaders, payload: string | Buffer) => void;

/** What one execution environment says to the Runtime API. */
export interface RuntimeApiListener {
  /** It is ready for its next invocation, to be given to `deliver`. */
  next(deliver: DeliverInvocation): void;
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

/**
 * Serves https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html, under one path prefix per environment, to the
 * runtime beside it alone. That does not wait for the answer to its response, so this comes with its next invocation: no
 * process is woken for it, which node:http would not let be.
 */
export async function startRuntimeApi(): Promise<RuntimeApi> {
  const listeners = new Map<string, RuntimeApiListener>();
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    const parser = new HttpMessageParser(requestHandler(listeners, socket), MAX_RESPONSE_BYTES);
    socket
      .on('data', (chunk: Buffer) => {
        try {
          parser.push(chunk);
        } catch (error) {
          socket.destroy(error as Error);
        }
      })
      // What it means for the environment, the end of its process tells.
      .on('error', () => {})
      .on('close', () => sockets.delete(socket));
  });
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
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Handles the requests of one connection. */
function requestHandler(listeners: ReadonlyMap<string, RuntimeApiListener>, socket: Socket) {
  let held = '';

  function reply(statusCode: number): void {
    socket.write(held + headOf(statusCode));
    held = '';
  }

  function deliver(headers: InvocationHeaders, payload: string | Buffer): void {
    const head = held + headOf(200, Buffer.byteLength(payload), headers);
    held = '';
    socket.write(typeof payload === 'string' ? head + payload : Buffer.concat([Buffer.from(head), payload]));
  }

  return (request: HttpMessage): void => {
    const [, path = ''] = request.startLine.split(' ');
    const [, id = '', , , phase = '', requestId = '', outcome] = path.split('/');
    const listener = listeners.get(id);
    if (!listener) {
      reply(403);
    } else if (phase === 'invocation' && requestId === 'next') {
      listener.next(deliver);
    } else if (phase === 'invocation' && outcome === 'response') {
      held = headOf(statusOf(request, listener.responded(requestId, request.body, maxMemoryOf(request))));
    } else if (phase === 'invocation') {
      reply(statusOf(request, listener.failed(requestId, request.body ?? '{}', maxMemoryOf(request))));
    } else {
      listener.initFailed(request.body ?? '{}');
      reply(202);
    }
  };
}

function statusOf({ body }: HttpMessage, isAccepted: boolean): number {
  if (!isAccepted) return 400;
  return body === undefined ? 413 : 202;
}

function maxMemoryOf({ headers }: HttpMessage): number | undefined {
  return Number(headers['x-max-memory-used-mb']) || undefined;
}

function headOf(statusCode: number, bodyBytes = 0, headers: InvocationHeaders = {}): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode]}\r\ncontent-length: ${bodyBytes}\r\n${lines.join('')}\r\n`;
}
