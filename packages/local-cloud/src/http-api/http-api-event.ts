import { clfTime } from './clf-time.ts';
import type { HttpApiRequest } from './http-api-request.ts';
import type { RouteMatch } from './match-route.ts';

export interface HttpApiIdentity {
  readonly apiId: string;
  readonly accountId: string;
}

/**
 * The event of payload format 2.0:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function httpApiEvent(api: HttpApiIdentity, match: RouteMatch, request: HttpApiRequest) {
  const { routeKey } = match.route;
  // Cookies have a field of their own and are left out of the headers.
  const { cookie, ...headers } = request.headers;
  const domainName = (headers.host ?? '').replace(/:\d+$/, '');
  const body = bodyOf(request);
  return {
    version: '2.0',
    routeKey,
    // Decoded, unlike a REST API's path.
    rawPath: request.path,
    rawQueryString: request.rawQueryString,
    ...(cookie !== undefined && { cookies: cookie.split(/;\s*/) }),
    headers,
    ...(request.rawQueryString && { queryStringParameters: queryStringParameters(request.rawQueryString) }),
    requestContext: {
      accountId: api.accountId,
      apiId: api.apiId,
      domainName,
      domainPrefix: domainName.split('.')[0],
      http: {
        method: request.method,
        path: request.path,
        protocol: request.protocol,
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: request.requestId,
      routeKey,
      stage: '$default',
      time: clfTime(request.timeEpoch),
      timeEpoch: request.timeEpoch,
    },
    ...(Object.keys(match.pathParameters).length > 0 && { pathParameters: match.pathParameters }),
    ...body,
  };
}

/** A key given more than once has its values joined by commas. */
function queryStringParameters(rawQueryString: string): Record<string, string> {
  const parameters = new URLSearchParams(rawQueryString);
  return Object.fromEntries(
    Array.from(new Set(parameters.keys()), (key) => [key, parameters.getAll(key).join(',')]),
  );
}

/** Everything not known to be text is base64, a form and a body without a type included. */
const TEXT = /^(text\/.*|application\/(json|javascript|xml|.+\+json|.+\+xml))$/;

function bodyOf({ body, headers }: HttpApiRequest): { body?: string; isBase64Encoded: boolean } {
  if (body.length === 0) return { isBase64Encoded: false };
  const mediaType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const isBase64Encoded = !TEXT.test(mediaType);
  return { body: body.toString(isBase64Encoded ? 'base64' : 'utf8'), isBase64Encoded };
}
