import { connect } from 'node:net';
import { type HttpMessage, HttpMessageParser } from './http-message-parser.ts';
import type { ErrorBody } from './runtime-error.ts';

export interface NextInvocation {
  readonly requestId: string;
  readonly headers: HttpMessage['headers'];
  /** JSON. */
  readonly payload: string;
}

/** The Runtime API as an execution environment calls it. */
export interface RuntimeClient {
  next(): Promise<NextInvocation>;
  respond(requestId: string, body: string): Promise<void>;
  fail(requestId: string, error: ErrorBody): Promise<void>;
  failInit(error: ErrorBody): Promise<void>;
}

/**
 * `address` is AWS_LAMBDA_RUNTIME_API: `host:port`, here with a path that names the environment. As Lambda's own runtimes
 * do, it brings a small HTTP client for this one server: node:http costs more than most handlers do.
 */
export function createRuntimeClient(address: string): RuntimeClient {
  const { hostname, port, host, pathname } = new URL(`http://${address}`);
  const prefix = `${pathname}/2018-06-01/runtime`;
  const waiting: PromiseWithResolvers<HttpMessage>[] = [];
  let closed: Error | undefined;
  const parser = new HttpMessageParser((answer) => {
    waiting.shift()?.resolve(answer);
    if (waiting.length === 0) socket.unref();
  });
  const close = (error: Error) => {
    closed ??= error;
    for (const { reject } of waiting.splice(0)) reject(closed);
  };
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
    .on('data', (chunk: Buffer) => {
      try {
        parser.push(chunk);
      } catch (error) {
        socket.destroy(error as Error);
      }
    })
    .on('error', close)
    .on('close', () => close(new Error('the Runtime API closed the connection')))
    // Kept alive by who waits for an answer alone: a handler that nothing will ever settle must be found out.
    .unref();

  function call(method: string, path: string, body?: string, onWritten?: () => void): Promise<HttpMessage> {
    if (closed) return Promise.reject(closed);
    const answer = Promise.withResolvers<HttpMessage>();
    waiting.push(answer);
    socket.ref();
    const head = `${method} ${prefix}${path} HTTP/1.1\r\nhost: ${host}\r\n`;
    socket.write(body === undefined ? `${head}\r\n` : `${head}${bodyHeaders(body)}\r\n${body}`, onWritten);
    return answer.promise;
  }

  return {
    async next() {
      const { startLine, headers, body = '' } = await call('GET', '/invocation/next');
      if (startLine !== 'HTTP/1.1 200 OK')
        throw new Error(`the Runtime API has no invocation, but says ${startLine}`);
      return { requestId: headers['lambda-runtime-aws-request-id'] ?? '', headers, payload: body };
    },
    async respond(requestId, body) {
      // The answer comes with the next invocation. Before that is asked for, what the handler left behind has its turn.
      const turn = Promise.withResolvers<void>();
      const answer = call('POST', `/invocation/${requestId}/response`, body, () =>
        setImmediate(turn.resolve),
      );
      await Promise.race([turn.promise, answer]);
    },
    async fail(requestId, error) {
      await call('POST', `/invocation/${requestId}/error`, JSON.stringify(error));
    },
    async failInit(error) {
      await call('POST', '/init/error', JSON.stringify(error));
    },
  };
}

function bodyHeaders(body: string): string {
  const memoryMb = Math.ceil(process.resourceUsage().maxRSS / 1024);
  return `content-length: ${Buffer.byteLength(body)}\r\nx-max-memory-used-mb: ${memoryMb}\r\n`;
}
