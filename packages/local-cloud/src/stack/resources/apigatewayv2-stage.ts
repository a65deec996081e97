import { attributes } from '../attributes.ts';
import type { Resource, ResourceKind } from '../resource.ts';
import type { AccessLogSpec } from '../stack.ts';
import { StackError } from '../stack-error.ts';

/** `aws_apigatewayv2_stage`; its throttling has no effect locally. */
export const apigatewayv2Stage = {
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

  toAccessLog: (stage: Resource): AccessLogSpec | undefined => {
    const settings = attributes.block(stage, 'access_log_settings');
    if (!settings) return undefined;
    const destination = attributes.text(settings, 'destination_arn');
    const logGroupName = /^arn:[^:]+:logs:[^:]*:\d*:log-group:([^:]+)/.exec(destination)?.[1];
    if (!logGroupName) {
      throw new StackError(
        `${settings.address}: destination_arn is "${destination}"; the local run logs into log groups only`,
      );
    }
    return { logGroupName, format: attributes.text(settings, 'format') };
  },
} satisfies ResourceKind & { toAccessLog: unknown };
