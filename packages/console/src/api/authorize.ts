import { AwsClient } from 'aws4fetch';
import type { Credentials } from '../state/credentials.ts';
import type { ConsoleConfig } from './config.ts';
import type { Authorize } from './request.ts';

/** Signs with SigV4 or adds the bearer token; without credentials a request goes as it is, and the API says no. */
export function authorizeWith(
  credentials: Credentials | undefined,
  { region, apiUrl, signedApiUrl }: Pick<ConsoleConfig, 'region' | 'apiUrl' | 'signedApiUrl'>,
): Authorize {
  if (credentials === undefined) return (request) => request;
  if (credentials.kind === 'jwt') {
    return (request) => {
      const authorized = new Request(request);
      authorized.headers.set('authorization', `Bearer ${credentials.token}`);
      return authorized;
    };
  }
  const { kind: _, ...keys } = credentials;
  const client = new AwsClient({
    ...keys,
    service: 'execute-api',
    ...(region === undefined ? {} : { region }),
  });
  if (signedApiUrl === undefined) return (request) => client.sign(request);
  const sent = new URL(apiUrl, globalThis.location?.href).href;
  return async (request) => {
    const { method, headers } = request;
    const body = method === 'GET' ? undefined : await request.clone().text();
    const signed = await client.sign(request.url.replace(sent, signedApiUrl), {
      method,
      headers,
      ...(body !== undefined && { body }),
    });
    return new Request(request, { headers: signed.headers });
  };
}
