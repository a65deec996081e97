import type { CorsSpec } from '../stack/stack.ts';
import type { HttpApiRequest } from './http-api-request.ts';
import type { HttpApiResponse } from './http-api-response.ts';

/**
 * The answer to a preflight, which says what pages of the origin may send; a browser takes its absence for a no.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function preflightResponse(cors: CorsSpec, { headers }: HttpApiRequest): HttpApiResponse {
  const isPreflight = headers['access-control-request-method'] !== undefined;
  return { statusCode: 204, headers: isPreflight ? preflightHeaders(cors, headers.origin) : {}, body: '' };
}

/** The answer of an integration with the configured CORS headers in place of its own. */
export function withCorsHeaders(
  cors: CorsSpec,
  { headers: { origin } }: HttpApiRequest,
  answer: HttpApiResponse,
): HttpApiResponse {
  const own = Object.entries(answer.headers).filter(([name]) => !name.startsWith('access-control-'));
  const configured = {
    ...originHeaders(cors, origin),
    ...listHeader('access-control-expose-headers', cors.exposeHeaders),
  };
  const isAllowed = allowedOrigin(cors, origin) !== undefined;
  return { ...answer, headers: { ...Object.fromEntries(own), ...(isAllowed && configured) } };
}

function preflightHeaders(cors: CorsSpec, origin: string | undefined): Record<string, string> {
  if (allowedOrigin(cors, origin) === undefined) return {};
  return {
    ...originHeaders(cors, origin),
    ...listHeader('access-control-allow-methods', cors.allowMethods),
    ...listHeader('access-control-allow-headers', cors.allowHeaders),
    ...(cors.maxAgeSeconds !== undefined && { 'access-control-max-age': String(cors.maxAgeSeconds) }),
  };
}

function originHeaders(cors: CorsSpec, origin: string | undefined): Record<string, string> {
  const allowed = allowedOrigin(cors, origin);
  if (allowed === undefined) return {};
  return {
    'access-control-allow-origin': allowed,
    ...(cors.allowCredentials && { 'access-control-allow-credentials': 'true' }),
  };
}

/** What Access-Control-Allow-Origin says; undefined: pages of the origin may not call the API. */
function allowedOrigin({ allowOrigins }: CorsSpec, origin: string | undefined): string | undefined {
  if (origin === undefined) return undefined;
  if (allowOrigins.includes('*')) return '*';
  // `https://*` stands for every origin of the scheme.
  const matches = (allowed: string) =>
    allowed.endsWith('://*') ? origin.startsWith(allowed.slice(0, -1)) : allowed === origin;
  return allowOrigins.some(matches) ? origin : undefined;
}

function listHeader(name: string, values: readonly string[]): Record<string, string> {
  return values.length > 0 ? { [name]: values.join(',') } : {};
}
