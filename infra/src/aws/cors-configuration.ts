import type { Apigatewayv2ApiCorsConfiguration } from '@cdktf/provider-aws/lib/apigatewayv2-api/index.js';
import type { RouteAuthorization } from './http-api.ts';

/** What a CORS configuration says beside the routes themselves. */
export interface CorsProps {
  /** Origins such as `https://shop.example.com`, or `*`. */
  readonly allowOrigins: readonly string[];
  /** Response headers a page may read. */
  readonly exposeHeaders: readonly string[];
}

interface Route {
  readonly method: string;
  readonly authorization: RouteAuthorization;
}

/** How long a browser need not ask again; Chromium and Firefox remember for two hours and a day at most. */
const MAX_AGE_SECONDS = 3600;

/** The headers that carry a signature. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
const SIGNATURE_HEADERS = ['X-Amz-Content-Sha256', 'X-Amz-Date', 'X-Amz-Security-Token'];

/** What pages of other origins may send to these routes; never cookies, which no route reads. */
export function corsConfiguration(
  { allowOrigins, exposeHeaders }: CorsProps,
  routes: readonly Route[],
): Apigatewayv2ApiCorsConfiguration {
  const authorizations = routes.map(({ authorization }) => authorization);
  return {
    allowOrigins: [...allowOrigins],
    allowMethods: [...new Set(routes.map(({ method }) => method))].sort(),
    allowHeaders: [
      'Content-Type',
      ...(authorizations.some((authorization) => authorization !== 'NONE') ? ['Authorization'] : []),
      ...(authorizations.includes('AWS_IAM') ? SIGNATURE_HEADERS : []),
    ],
    exposeHeaders: [...exposeHeaders],
    maxAge: MAX_AGE_SECONDS,
    allowCredentials: false,
  };
}
