import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** What the console's server answers from memory. */
export interface Answer {
  readonly status: number;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
}

/** An answer in JSON that no cache keeps. */
export function jsonAnswer(body: unknown, status = 200): Answer {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  return { status, headers, body: JSON.stringify(body) };
}

/** An error as the order API tells it. https://www.rfc-editor.org/rfc/rfc9457 */
export function problemAnswer(
  status: number,
  title: string,
  detail: string,
  headers: OutgoingHttpHeaders = {},
): Answer {
  const contentType = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  const body = JSON.stringify({ type: 'about:blank', title, status, detail });
  return { status, headers: { ...contentType, ...headers }, body };
}

export function methodNotAllowed(allowed: readonly string[]): Answer {
  const allow = allowed.join(', ');
  return problemAnswer(405, 'Method not allowed', `use ${allow}`, { allow });
}

export function send(response: ServerResponse, { status, headers = {}, body }: Answer): void {
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { ...headers, ...length }).end(body);
}
