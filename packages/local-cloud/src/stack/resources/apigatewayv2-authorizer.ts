import type { ResourceKind } from '../resource.ts';
import { stableId } from '../stable-id.ts';

/** `aws_apigatewayv2_authorizer`; routes refer to it, and nothing asks it. */
export const apigatewayv2Authorizer: ResourceKind = {
  computed: (authorizer) => ({ id: stableId(authorizer.address, 6) }),
};
