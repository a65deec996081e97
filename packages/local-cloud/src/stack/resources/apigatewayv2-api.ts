import { attributes } from '../attributes.ts';
import type { Resource, ResourceKind } from '../resource.ts';
import { stableId } from '../stable-id.ts';
import type { HttpApiSpec } from '../stack.ts';
import { StackError } from '../stack-error.ts';
import { apigatewayv2Route } from './apigatewayv2-route.ts';

/** `aws_apigatewayv2_api` of protocol HTTP, with its routes. */
export const apigatewayv2Api = {
  unsupported: { body: [], cors_configuration: [], route_key: [], target: [] },

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
    if (ofApi('aws_apigatewayv2_stage').length === 0) {
      throw new StackError(
        `${api.address} has no aws_apigatewayv2_stage, so AWS would serve nothing; add "$default"`,
      );
    }
    const integrations = ofApi('aws_apigatewayv2_integration');
    return {
      name: attributes.text(api, 'name'),
      apiId,
      routes: ofApi('aws_apigatewayv2_route').map((route) => apigatewayv2Route.toSpec(route, integrations)),
    };
  },
} satisfies ResourceKind & { toSpec: unknown };
