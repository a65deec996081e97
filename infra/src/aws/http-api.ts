import { Apigatewayv2Api } from '@cdktf/provider-aws/lib/apigatewayv2-api/index.js';
import { Apigatewayv2Integration } from '@cdktf/provider-aws/lib/apigatewayv2-integration/index.js';
import { Apigatewayv2Route } from '@cdktf/provider-aws/lib/apigatewayv2-route/index.js';
import { Apigatewayv2Stage } from '@cdktf/provider-aws/lib/apigatewayv2-stage/index.js';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission/index.js';
import { Construct } from 'constructs';
import type { NodeFunction } from './node-function.ts';

export interface HttpApiProps {
  readonly name: string;
  /** Requests per second, over all routes. */
  readonly throttlingRateLimit: number;
  readonly throttlingBurstLimit: number;
}

/** An API Gateway HTTP API with one automatically deployed stage. */
export class HttpApi extends Construct {
  readonly endpoint: string;
  readonly apiId: string;
  readonly #api: Apigatewayv2Api;

  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id);
    this.#api = new Apigatewayv2Api(this, 'api', { name: props.name, protocolType: 'HTTP' });
    this.endpoint = this.#api.apiEndpoint;
    this.apiId = this.#api.id;
    new Apigatewayv2Stage(this, 'stage', {
      apiId: this.#api.id,
      name: '$default',
      autoDeploy: true,
      defaultRouteSettings: {
        throttlingRateLimit: props.throttlingRateLimit,
        throttlingBurstLimit: props.throttlingBurstLimit,
      },
    });
  }

  /** Answers a route such as `POST /order` with a function, which only this route may invoke. */
  addRoute(id: string, routeKey: string, handler: NodeFunction): void {
    const [method, path] = routeKey.split(' ');
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
    });
    new LambdaPermission(this, `${id}-permission`, {
      functionName: handler.functionName,
      action: 'lambda:InvokeFunction',
      principal: 'apigateway.amazonaws.com',
      sourceArn: `${this.#api.executionArn}/*/${method}${path}`,
    });
  }
}
