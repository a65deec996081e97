import { attributes } from '../attributes.ts';
import type { Resource, ResourceKind } from '../resource.ts';
import { stableId } from '../stable-id.ts';
import { StackError } from '../stack-error.ts';

/** `aws_apigatewayv2_integration` of a Lambda function, payload format 2.0. */
export const apigatewayv2Integration = {
  unsupported: {
    connection_type: ['INTERNET'],
    integration_subtype: [],
    integration_type: ['AWS_PROXY'],
    request_parameters: [],
    response_parameters: [],
    // HTTP APIs wait 30 s unless told otherwise.
    timeout_milliseconds: [30_000],
    tls_config: [],
  },

  computed: (integration) => ({ id: stableId(integration.address, 7) }),

  functionNameOf: (integration: Resource): string => {
    // Absent means 1.0, whose events look different.
    const version = attributes.optionalText(integration, 'payload_format_version') ?? '1.0';
    if (version !== '2.0') {
      throw new StackError(
        `${integration.address}: payload_format_version is "${version}"; the local run needs "2.0"`,
      );
    }
    const uri = attributes.text(integration, 'integration_uri');
    const functionName = /:function:([^:/]+)/.exec(uri)?.[1];
    if (functionName) return functionName;
    throw new StackError(
      `${integration.address}: integration_uri is ${uri}; it must be a function's arn or invoke_arn`,
    );
  },
} satisfies ResourceKind & { functionNameOf: unknown };
