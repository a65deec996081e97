import { describe, expect, it } from '@jest/globals';
import { matchRoute } from '../../src/http-api/match-route.ts';
import type { HttpRouteSpec } from '../../src/stack/stack.ts';

function routesOf(...routeKeys: string[]): HttpRouteSpec[] {
  return routeKeys.map((routeKey) => ({ routeKey, functionName: 'fn', authorizationType: 'NONE' }));
}

// The example of https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
const routes = routesOf(
  '$default',
  'ANY /{proxy+}',
  'GET /pets/{proxy+}',
  'GET /pets/dog/{id}',
  'GET /pets/dog/1',
  'ANY /pets/dog/1',
);

describe('matchRoute', () => {
  it.each([
    ['GET', '/pets/dog/1', 'GET /pets/dog/1', {}],
    ['POST', '/pets/dog/1', 'ANY /pets/dog/1', {}],
    ['GET', '/pets/dog/2', 'GET /pets/dog/{id}', { id: '2' }],
    ['GET', '/pets/cat/1', 'GET /pets/{proxy+}', { proxy: 'cat/1' }],
    ['POST', '/test/5', 'ANY /{proxy+}', { proxy: 'test/5' }],
    ['GET', '/', '$default', {}],
  ])('sends %s %s to %s', (method, path, routeKey, pathParameters) => {
    const match = matchRoute(routes, method, path);
    expect([match?.route.routeKey, match?.pathParameters]).toEqual([routeKey, pathParameters]);
  });

  it.each([
    ['another method', 'PUT', '/orders'],
    ['a longer path', 'POST', '/orders/1/x'],
    ['a shorter path', 'GET', '/'],
    ['an empty parameter', 'GET', '/orders/'],
    ['another case', 'POST', '/Orders'],
  ])('finds no route for %s', (_, method, path) => {
    expect(matchRoute(routesOf('POST /orders', 'GET /orders/{id}'), method, path)).toBeUndefined();
  });
});
