import type { RouteAuthorization } from '../aws/http-api.ts';
import type { EnvironmentConfig } from '../config.ts';

/** Whom a route is for: a client places and reads orders, an operator sees all of them and redrives failed ones. */
export type RouteAccess = 'client' | 'operator';

/**
 * How API Gateway finds out who calls a route. What is an operator's is open in the environment `local` alone, which
 * nobody reaches from elsewhere, and even there only as long as everything else is.
 */
export function routeAuthorization(
  access: RouteAccess,
  { environment, apiAuthorization }: Pick<EnvironmentConfig, 'environment' | 'apiAuthorization'>,
): RouteAuthorization {
  if (apiAuthorization === 'jwt') return 'JWT';
  if (apiAuthorization === 'iam') return 'AWS_IAM';
  return access === 'client' || environment === 'local' ? 'NONE' : 'AWS_IAM';
}
