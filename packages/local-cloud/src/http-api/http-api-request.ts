import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** A request to the HTTP API, as far as the event needs it. */
export interface HttpApiRequest {
  readonly requestId: string;
  readonly timeEpoch: number;
  readonly method: string;
  /** Decoded, without the query string. */
  readonly path: string;
  readonly rawQueryString: string;
  readonly protocol: string;
  readonly sourceIp: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The request in the event's terms, or undefined when its path is not percent-encoded UTF-8. */
export function readHttpApiRequest(
  incoming: IncomingMessage,
  body: Buffer,
  requestId: string,
): HttpApiRequest | undefined {
  const [encodedPath = '/', ...query] = (incoming.url ?? '/').split('?');
  let path: string;
  try {
    path = decodeURIComponent(encodedPath);
  } catch {
    return undefined;
  }
  const sourceIp = incoming.socket.remoteAddress ?? '';
  return {
    requestId,
    timeEpoch: Date.now(),
    method: incoming.method ?? 'GET',
    path,
    rawQueryString: query.join('?'),
    protocol: `HTTP/${incoming.httpVersion}`,
    sourceIp,
    headers: eventHeaders(incoming, sourceIp),
    body,
  };
}

/** Header values joined by commas (cookies by semicolons), with those API Gateway adds of its own. */
function eventHeaders(incoming: IncomingMessage, sourceIp: string): Record<string, string> {
  const { connection: _connection, ...headers } = incoming.headersDistinct;
  const joined = Object.entries(headers).map(([name, values = []]) => [
    name,
    values.join(name === 'cookie' ? '; ' : ','),
  ]);
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return {
    'x-amzn-trace-id': `Root=1-${seconds}-${randomBytes(12).toString('hex')}`,
    'x-forwarded-for': sourceIp,
    'x-forwarded-port': String(incoming.socket.localPort ?? ''),
    'x-forwarded-proto': 'http',
    ...Object.fromEntries(joined),
  };
}
