import { Apigatewayv2Api } from '@cdktf/provider-aws/lib/apigatewayv2-api/index.js';
import { Apigatewayv2Authorizer } from '@cdktf/provider-aws/lib/apigatewayv2-authorizer/index.js';
import { Apigatewayv2Integration } from '@cdktf/provider-aws/lib/apigatewayv2-integration/index.js';
import { Apigatewayv2Route } from '@cdktf/provider-aws/lib/apigatewayv2-route/index.js';
import { Apigatewayv2Stage } from '@cdktf/provider-aws/lib/apigatewayv2-stage/index.js';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission/index.js';
import { Construct } from 'constructs';
import { AccessLog } from './access-log.ts';
import { type CorsProps, corsConfiguration } from './cors-configuration.ts';
import type { NodeFunction } from './node-function.ts';

/** Who may call a route: everyone, signed requests with `execute-api:Invoke`, or bearers of a token. */
export type RouteAuthorization = 'NONE' | 'AWS_IAM' | 'JWT';

export interface HttpApiProps {
  readonly name: string;
  /** Requests per second, over all routes. */
  readonly throttlingRateLimit: number;
  readonly throttlingBurstLimit: number;
  readonly logRetentionDays: number;
  /** Whose tokens routes of authorization JWT take; absent: there are no such routes. */
  readonly jwt?: { readonly issuer: string; readonly audience: readonly string[] };
  /** Absent: no page of another origin may call the API. */
  readonly cors?: CorsProps;
}

interface HttpRoute {
  /** Such as `POST /order`. */
  readonly routeKey: string;
  readonly authorization: RouteAuthorization;
  readonly handler: NodeFunction;
}

/** An API Gateway HTTP API with one automatically deployed stage, which logs every request. */
export class HttpApi extends Construct {
  readonly endpoint: string;
  readonly apiId: string;
  readonly #props: HttpApiProps;
  readonly #api: Apigatewayv2Api;
  readonly #authorizer: Apigatewayv2Authorizer | undefined;
  readonly #routes: { method: string; authorization: RouteAuthorization }[] = [];

  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id);
    this.#props = props;
    this.#api = new Apigatewayv2Api(this, 'api', { name: props.name, protocolType: 'HTTP' });
    this.endpoint = this.#api.apiEndpoint;
    this.apiId = this.#api.id;
    this.#authorizer = props.jwt && jwtAuthorizer(this, this.#api.id, props.name, props.jwt);
    const accessLog = new AccessLog(this, 'access-log', {
      name: props.name,
      retentionDays: props.logRetentionDays,
    });
    new Apigatewayv2Stage(this, 'stage', {
      apiId: this.#api.id,
      name: '$default',
      autoDeploy: true,
      accessLogSettings: accessLog.settings,
      defaultRouteSettings: {
        throttlingRateLimit: props.throttlingRateLimit,
        throttlingBurstLimit: props.throttlingBurstLimit,
      },
    });
  }

  /** Answers a route with a function, which only this route may invoke. */
  addRoute(id: string, { routeKey, authorization, handler }: HttpRoute): void {
    const [method = '', path] = routeKey.split(' ');
    const integration = new Apigatewayv2Integration(this, `${id}-integration`, {
      apiId: this.#api.id,
      integrationType: 'AWS_PROXY',
      integrationUri: handler.arn,
      payloadFormatVersion: '2.0',
    });
    new Apigatewayv2Route(this, `${id}-route`, {
      apiId: this.#api.id,
      routeKey,
      target: `integrations/${integration.id}`,
      authorizationType: authorization,
      ...(authorization === 'JWT' && { authorizerId: this.#authorizerId(routeKey) }),
    });
    new LambdaPermission(this, `${id}-permission`, {
      functionName: handler.functionName,
      action: 'lambda:InvokeFunction',
      principal: 'apigateway.amazonaws.com',
      sourceArn: `${this.#api.executionArn}/*/${method}${path}`,
    });
    this.#routes.push({ method, authorization });
    const { cors } = this.#props;
    if (cors) this.#api.putCorsConfiguration(corsConfiguration(cors, this.#routes));
  }

  #authorizerId(routeKey: string): string {
    if (this.#authorizer) return this.#authorizer.id;
    throw new Error(`route ${routeKey} has authorization JWT, and its API has no jwt; give it one`);
  }
}

/** Checks signature, issuer, audience and times of the bearer token. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html */
function jwtAuthorizer(
  scope: Construct,
  apiId: string,
  name: string,
  { issuer, audience }: NonNullable<HttpApiProps['jwt']>,
): Apigatewayv2Authorizer {
  return new Apigatewayv2Authorizer(scope, 'jwt-authorizer', {
    apiId,
    name: `${name}-jwt`,
    authorizerType: 'JWT',
    identitySources: ['$request.header.Authorization'],
    jwtConfiguration: { issuer, audience: [...audience] },
  });
}
