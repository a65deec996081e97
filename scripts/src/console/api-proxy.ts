import { once } from 'node:events';
import {
  Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as requestHttp,
  type ServerResponse,
} from 'node:http';
import { pipeline } from 'node:stream/promises';
import { problemAnswer, send } from './answer.ts';
import { SECURITY_HEADERS } from './guard.ts';

/** What is said from one connection to the next and no further. https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
const OF_CONNECTION = [
  'connection',
  'expect',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** Hands a request on to the API under another path, with the query in it, and its answer back. */
export type ApiProxy = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>;

/** Hands requests on as they are, bodies without keeping them; 502 when the API does not answer. */
export function createApiProxy(apiUrl: string): ApiProxy {
  const { hostname, port } = new URL(apiUrl);
  // A connection each: one that is kept may be closed at the other end just as it is used again.
  const agent = new Agent({ keepAlive: false });
  return async (request, response, path) => {
    const { method } = request;
    try {
      const headers = forwardable(request.headers);
      const upstream = requestHttp({ hostname, port, agent, method, path, headers });
      // A client that goes away is not waited for.
      response.once('close', () => upstream.destroy());
      const answered = once(upstream, 'response');
      // That the request cannot be handed on shows in the answer, which may have come all the same.
      pipeline(request, upstream).catch(() => {});
      const [answer] = (await answered) as [IncomingMessage];
      response.writeHead(answer.statusCode ?? 502, {
        ...forwardable(answer.headers),
        ...SECURITY_HEADERS,
      });
      await pipeline(answer, response);
    } catch (error) {
      if (response.headersSent) response.destroy();
      else send(response, problemAnswer(502, 'Bad gateway', notAnswered(apiUrl, error)));
    }
  };
}

function notAnswered(apiUrl: string, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return `the order API at ${apiUrl} does not answer: ${code ?? message}`;
}

function forwardable(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  const dropped = new Set([...OF_CONNECTION, ...named]);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.has(name)));
}
