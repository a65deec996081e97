import { attributes } from '../attributes.ts';
import type { ResourceKind } from '../resource.ts';
import { StackError } from '../stack-error.ts';

/** `aws_apigatewayv2_stage`; throttling and access logs of a stage have no effect locally. */
export const apigatewayv2Stage: ResourceKind = {
  unsupported: { client_certificate_id: [], stage_variables: [] },

  computed: (stage, { region, accountId, httpApiUrl }) => {
    const name = attributes.text(stage, 'name');
    if (name !== '$default') {
      throw new StackError(
        `${stage.address}: name is "${name}"; the local run serves the stage "$default" only`,
      );
    }
    if (stage.attributes.auto_deploy !== true && !stage.attributes.deployment_id) {
      throw new StackError(
        `${stage.address}: auto_deploy is off, so AWS would serve no route; set it to true`,
      );
    }
    const apiId = attributes.text(stage, 'api_id');
    return {
      id: name,
      arn: `arn:aws:apigateway:${region}::/apis/${apiId}/stages/${name}`,
      execution_arn: `arn:aws:execute-api:${region}:${accountId}:${apiId}/${name}`,
      ...(httpApiUrl && { invoke_url: httpApiUrl }),
    };
  },
};
