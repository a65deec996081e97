import { describe, expect, it } from '@jest/globals';
import { type Block, synthesizeApplication } from './synthesize.ts';

const JWT = {
  apiAuthorization: 'jwt',
  jwtIssuer: 'https://issuer.example.com',
  jwtAudience: ['dofs', 'shop'],
};

/** What a signed request of a page needs: an operator's are signed in any environment. */
const SIGNED_HEADERS = [
  'Content-Type',
  'Authorization',
  'X-Amz-Content-Sha256',
  'X-Amz-Date',
  'X-Amz-Security-Token',
];

/** The resources of the application stack of dev, by type. */
function synthesizeResources(overrides: Readonly<Record<string, unknown>> = {}): Record<string, Block[]> {
  const { resource } = synthesizeApplication('dev', overrides);
  return Object.fromEntries(Object.entries(resource).map(([type, named]) => [type, Object.values(named)]));
}

function only(resources: Record<string, Block[]>, type: string): Block {
  const [first, ...others] = resources[type] ?? [];
  if (!first || others.length > 0)
    throw new Error(`expected one ${type}, got ${resources[type]?.length ?? 0}`);
  return first;
}

const corsOf = (overrides: Readonly<Record<string, unknown>>) =>
  only(synthesizeResources(overrides), 'aws_apigatewayv2_api').cors_configuration as Block | undefined;

describe('OrderApi', () => {
  it.each([
    ['none', {}, 'NONE', 'AWS_IAM'],
    ['iam', { apiAuthorization: 'iam' }, 'AWS_IAM', 'AWS_IAM'],
    ['jwt', JWT, 'JWT', 'JWT'],
  ])('lets clients and operators in as apiAuthorization %s says', (_, overrides, client, operator) => {
    const routes = synthesizeResources(overrides).aws_apigatewayv2_route ?? [];
    const types = Object.fromEntries(routes.map((route) => [route.route_key, route.authorization_type]));

    expect(types).toEqual({
      'POST /order': client,
      'GET /orders/{order_id}': client,
      'GET /orders': operator,
      'GET /orders/counts': operator,
      'GET /failed-orders': operator,
      'POST /failed-orders/{failed_order_id}/redrive': operator,
      'POST /failed-orders/redrive': operator,
    });
    for (const route of routes) expect('authorizer_id' in route).toBe(route.authorization_type === 'JWT');
  });

  it('takes the tokens of the issuer for the audience, in the Authorization header', () => {
    expect(only(synthesizeResources(JWT), 'aws_apigatewayv2_authorizer')).toMatchObject({
      authorizer_type: 'JWT',
      identity_sources: ['$request.header.Authorization'],
      jwt_configuration: { issuer: 'https://issuer.example.com', audience: ['dofs', 'shop'] },
    });
  });

  it('has no authorizer unless it takes tokens', () => {
    expect(synthesizeResources({ apiAuthorization: 'iam' })).not.toHaveProperty(
      'aws_apigatewayv2_authorizer',
    );
  });

  it('answers no other origin unless told to', () => {
    expect(corsOf({})).toBeUndefined();
  });

  it('lets pages of the given origins do what the routes take, and read what they answer', () => {
    expect(corsOf({ corsAllowOrigins: ['https://shop.example.com'] })).toEqual({
      allow_origins: ['https://shop.example.com'],
      allow_methods: ['GET', 'POST'],
      allow_headers: SIGNED_HEADERS,
      expose_headers: ['Location', 'Idempotent-Replayed', 'Retry-After'],
      max_age: 3600,
      allow_credentials: false,
    });
  });

  it.each([
    ['iam', {}, SIGNED_HEADERS],
    ['jwt', JWT, ['Content-Type', 'Authorization']],
  ])('lets pages send the headers apiAuthorization %s needs', (apiAuthorization, overrides, headers) => {
    expect(corsOf({ ...overrides, apiAuthorization, corsAllowOrigins: ['*'] })).toMatchObject({
      allow_headers: headers,
      allow_credentials: false,
    });
  });

  it('logs every request as a line of JSON into a log group of its own', () => {
    const resources = synthesizeResources({ logRetentionDays: 30 });
    const stage = only(resources, 'aws_apigatewayv2_stage').access_log_settings as Block;
    const logGroup = resources.aws_cloudwatch_log_group?.find(
      ({ name }) => name === '/aws/vendedlogs/apigateway/dofs-dev-order-api',
    );

    expect(logGroup).toMatchObject({ retention_in_days: 30 });
    expect(stage.destination_arn).toMatch(
      /^\$\{aws_cloudwatch_log_group\.api_http-api_access-log_.+\.arn\}$/,
    );
    expect(JSON.parse(String(stage.format))).toMatchObject({
      requestId: '$context.requestId',
      routeKey: '$context.routeKey',
      status: '$context.status',
      authorizerError: '$context.authorizer.error',
    });
  });

  it('logs nothing a client writes freely', () => {
    const { format } = only(synthesizeResources(), 'aws_apigatewayv2_stage').access_log_settings as Block;

    expect(format).not.toMatch(/path|userAgent|authorization|claims|body/);
  });

  it('limits how many requests it takes', () => {
    const overrides = { apiThrottlingRateLimit: 7, apiThrottlingBurstLimit: 9 };

    expect(only(synthesizeResources(overrides), 'aws_apigatewayv2_stage')).toMatchObject({
      default_route_settings: { throttling_rate_limit: 7, throttling_burst_limit: 9 },
    });
  });
});
