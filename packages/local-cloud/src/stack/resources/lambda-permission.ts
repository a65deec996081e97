import { attributes } from '../attributes.ts';
import type { ResourceKind } from '../resource.ts';

/** `aws_lambda_permission`: who else may invoke a function. */
export const lambdaPermission: ResourceKind = {
  computed: (permission) => ({
    id: attributes.optionalText(permission, 'statement_id') ?? permission.address,
  }),
};
