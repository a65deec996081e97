import { attributes } from '../attributes.ts';
import type { Resource, ResourceKind } from '../resource.ts';
import { stableId } from '../stable-id.ts';
import type { HttpRouteSpec } from '../stack.ts';
import { StackError } from '../stack-error.ts';
import { apigatewayv2Integration } from './apigatewayv2-integration.ts';

const AUTHORIZATION_TYPES = ['NONE', 'AWS_IAM', 'JWT', 'CUSTOM'] as const;

/** `aws_apigatewayv2_route`. */
export const apigatewayv2Route = {
  unsupported: { request_parameter: [] },

  computed: (route) => ({ id: stableId(route.address, 7) }),

  toSpec: (route: Resource, integrations: readonly Resource[]): HttpRouteSpec => {
    const target = attributes.text(route, 'target');
    const integration = integrations.find(({ attributes: { id } }) => target === `integrations/${id}`);
    if (!integration) {
      throw new StackError(
        `${route.address}: target is "${target}"; it must be integrations/<id> of its own API`,
      );
    }
    const type = attributes.optionalText(route, 'authorization_type') ?? 'NONE';
    const authorizationType = AUTHORIZATION_TYPES.find((candidate) => candidate === type);
    if (!authorizationType) {
      throw new StackError(
        `${route.address}: authorization_type is "${type}"; it must be one of ${AUTHORIZATION_TYPES.join(', ')}`,
      );
    }
    return {
      routeKey: attributes.text(route, 'route_key'),
      functionName: apigatewayv2Integration.functionNameOf(integration),
      authorizationType,
    };
  },
} satisfies ResourceKind & { toSpec: unknown };
