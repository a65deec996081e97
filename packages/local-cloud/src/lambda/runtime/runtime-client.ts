import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import type { ErrorBody } from './runtime-error.ts';

export interface NextInvocation {
  readonly requestId: string;
  readonly headers: IncomingHttpHeaders;
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

/** `address` is AWS_LAMBDA_RUNTIME_API: `host:port`, here with a path that names the environment. */
export function createRuntimeClient(address: string): RuntimeClient {
  const { hostname, port, pathname } = new URL(`http://${address}`);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const prefix = `${pathname}/2018-06-01/runtime`;

  const call = (method: string, path: string, body?: string) =>
    new Promise<{ headers: IncomingHttpHeaders; text: string }>((resolve, reject) => {
      const outgoing = request({ agent, hostname, port, method, path: prefix + path }, (incoming) => {
        let text = '';
        incoming
          .setEncoding('utf8')
          .on('data', (chunk: string) => {
            text += chunk;
          })
          .on('end', () => resolve({ headers: incoming.headers, text }))
          .on('error', reject);
      }).on('error', reject);
      if (body === undefined) {
        outgoing.end();
      } else {
        outgoing.setHeader('content-length', Buffer.byteLength(body));
        outgoing.setHeader('x-max-memory-used-mb', Math.ceil(process.resourceUsage().maxRSS / 1024));
        outgoing.end(body);
      }
    });

  return {
    async next() {
      const { headers, text } = await call('GET', '/invocation/next');
      return { requestId: String(headers['lambda-runtime-aws-request-id']), headers, payload: text };
    },
    async respond(requestId, body) {
      await call('POST', `/invocation/${requestId}/response`, body);
    },
    async fail(requestId, error) {
      await call('POST', `/invocation/${requestId}/error`, JSON.stringify(error));
    },
    async failInit(error) {
      await call('POST', '/init/error', JSON.stringify(error));
    },
  };
}
