import { AwsClient } from 'aws4fetch';
import type { Credentials } from '../state/credentials.ts';
import type { Authorize } from './request.ts';

/** Signs with SigV4 or adds the bearer token; without credentials a request goes as it is, and the API says no. */
export function authorizeWith(credentials: Credentials | undefined, region: string | undefined): Authorize {
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
  return (request) => client.sign(request);
}
