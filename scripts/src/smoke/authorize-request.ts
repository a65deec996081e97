import { SignatureV4 } from '@smithy/signature-v4';
import type { RouteAuthorization } from '../stack-names.ts';
import { UserError } from '../user-error.ts';

interface ApiRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The headers a request is sent with, those that say who calls included. */
export type AuthorizeRequest = (request: ApiRequest) => Promise<Record<string, string>>;

type SignerInit = ConstructorParameters<typeof SignatureV4>[0];

export interface AuthorizeOptions extends Pick<SignerInit, 'credentials' | 'sha256'> {
  readonly region: string;
  /** Bearer token; absent or empty: there is none. */
  readonly token?: string | undefined;
  /** The environment variable that the token comes from. */
  readonly tokenVariable?: string;
}

/** How requests to a route of this authorization are sent. Throws UserError when it takes a token and there is none. */
export function createAuthorizeRequest(
  authorization: RouteAuthorization,
  { token, tokenVariable = 'SMOKE_TOKEN', ...options }: AuthorizeOptions,
): AuthorizeRequest {
  if (authorization === 'AWS_IAM') return signRequest(options);
  if (authorization === 'NONE') return async ({ headers }) => ({ ...headers });
  if (!token) {
    throw new UserError(
      `the API takes requests with a token only, and ${tokenVariable} is not set; set it to a token of the jwtIssuer of the environment for its jwtAudience`,
    );
  }
  return async ({ headers }) => ({ ...headers, authorization: `Bearer ${token}` });
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html */
function signRequest(options: Omit<AuthorizeOptions, 'token'>): AuthorizeRequest {
  const signer = new SignatureV4({ service: 'execute-api', ...options });
  return async ({ method, url, headers, body }) => {
    const { protocol, hostname, host, pathname, searchParams } = url;
    const signed = await signer.sign({
      method,
      protocol,
      hostname,
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: { ...headers, host },
      body,
    });
    // fetch says the host itself.
    const { host: _host, ...rest } = signed.headers;
    return rest;
  };
}
