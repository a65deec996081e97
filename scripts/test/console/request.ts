import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends a request exactly as it is given: fetch would tidy its path and refuse to set its headers. */
export function send(
  url: string,
  path: string,
  options: { method?: string; headers?: OutgoingHttpHeaders; body?: string } = {},
): Promise<Answered> {
  const { hostname, port } = new URL(url);
  const { method = 'GET', headers = {}, body } = options;
  const { promise, resolve, reject } = Promise.withResolvers<Answered>();
  request({ hostname, port, path, method, headers, agent: false })
    .on('response', async (response) => {
      const { statusCode = 0 } = response;
      try {
        resolve({ status: statusCode, headers: response.headers, body: await text(response) });
      } catch (error) {
        reject(error);
      }
    })
    .on('error', reject)
    .end(body);
  return promise;
}
