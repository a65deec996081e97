import { attributes } from '../attributes.ts';
import type { Resource, ResourceKind } from '../resource.ts';
import { stableId } from '../stable-id.ts';
import type { CorsSpec, HttpApiSpec } from '../stack.ts';
import { StackError } from '../stack-error.ts';
import { apigatewayv2Route } from './apigatewayv2-route.ts';
import { apigatewayv2Stage } from './apigatewayv2-stage.ts';

/** `aws_apigatewayv2_api` of protocol HTTP, with its routes and its stage. */
export const apigatewayv2Api = {
  unsupported: { body: [], route_key: [], target: [] },

  computed: (api, { region, accountId, httpApiUrl }) => {
    const id = stableId(api.address, 10);
    return {
      id,
      arn: `arn:aws:apigateway:${region}::/apis/${id}`,
      execution_arn: `arn:aws:execute-api:${region}:${accountId}:${id}`,
      ...(httpApiUrl && { api_endpoint: httpApiUrl }),
    };
  },

  toSpec: (api: Resource, resources: readonly Resource[]): HttpApiSpec => {
    const protocol = attributes.text(api, 'protocol_type');
    if (protocol !== 'HTTP') {
      throw new StackError(
        `${api.address}: protocol_type is "${protocol}"; the local run serves HTTP APIs only`,
      );
    }
    const apiId = attributes.text(api, 'id');
    const ofApi = (kind: string) =>
      resources.filter((resource) => resource.kind === kind && resource.attributes.api_id === apiId);
    const [stage] = ofApi('aws_apigatewayv2_stage');
    if (!stage) {
      throw new StackError(
        `${api.address} has no aws_apigatewayv2_stage, so AWS would serve nothing; add "$default"`,
      );
    }
    const cors = toCors(api);
    const accessLog = apigatewayv2Stage.toAccessLog(stage);
    const integrations = ofApi('aws_apigatewayv2_integration');
    return {
      name: attributes.text(api, 'name'),
      apiId,
      executionArn: attributes.text(api, 'execution_arn'),
      routes: ofApi('aws_apigatewayv2_route').map((route) => apigatewayv2Route.toSpec(route, integrations)),
      ...(cors && { cors }),
      ...(accessLog && { accessLog }),
    };
  },
} satisfies ResourceKind & { toSpec: unknown };

function toCors(api: Resource): CorsSpec | undefined {
  const cors = attributes.block(api, 'cors_configuration');
  if (!cors) return undefined;
  const maxAgeSeconds = attributes.optionalInteger(cors, 'max_age');
  return {
    allowOrigins: attributes.textList(cors, 'allow_origins'),
    allowMethods: attributes.textList(cors, 'allow_methods'),
    allowHeaders: attributes.textList(cors, 'allow_headers'),
    exposeHeaders: attributes.textList(cors, 'expose_headers'),
    allowCredentials: cors.attributes.allow_credentials === true,
    ...(maxAgeSeconds !== undefined && { maxAgeSeconds }),
  };
}
