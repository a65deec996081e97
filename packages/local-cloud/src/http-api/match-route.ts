import type { HttpRouteSpec } from '../stack/stack.ts';

export interface RouteMatch {
  readonly route: HttpRouteSpec;
  /** Decoded; empty when the route has none. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface Candidate extends RouteMatch {
  /** One digit per path segment, then the method's: the greater text is the more specific route. */
  readonly specificity: string;
}

/** Fixed text before `{parameter}` before `{greedy+}`. */
const FIXED = '3';
const PARAMETER = '2';
const GREEDY = '1';

/**
 * The most specific route of a decoded request: a full match, then a greedy path variable, then `$default`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html#http-api-develop-routes.evaluation
 */
export function matchRoute(
  routes: readonly HttpRouteSpec[],
  method: string,
  path: string,
): RouteMatch | undefined {
  const candidates = routes.flatMap((route) => candidateOf(route, method, path) ?? []);
  candidates.sort((a, b) => (a.specificity < b.specificity ? 1 : -1));
  return candidates[0];
}

function candidateOf(route: HttpRouteSpec, method: string, path: string): Candidate | undefined {
  if (route.routeKey === '$default') return { route, pathParameters: {}, specificity: '' };
  const [routeMethod = '', pattern = ''] = route.routeKey.split(' ');
  if (routeMethod !== 'ANY' && routeMethod !== method) return undefined;
  const matched = matchPath(pattern.split('/').slice(1), path.split('/').slice(1));
  if (!matched) return undefined;
  const specificity = matched.specificity + (routeMethod === 'ANY' ? '1' : '2');
  return { route, pathParameters: matched.pathParameters, specificity };
}

function matchPath(pattern: readonly string[], segments: readonly string[]) {
  const pathParameters: Record<string, string> = {};
  let specificity = '';
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index];
    const name = /^\{(.+?)\+?\}$/.exec(part)?.[1];
    if (segment === undefined || (name && segment === '')) return undefined;
    if (name && part.endsWith('+}')) {
      pathParameters[name] = segments.slice(index).join('/');
      return { pathParameters, specificity: specificity + GREEDY };
    }
    if (name) pathParameters[name] = segment;
    else if (part !== segment) return undefined;
    specificity += name ? PARAMETER : FIXED;
  }
  return segments.length === pattern.length ? { pathParameters, specificity } : undefined;
}
