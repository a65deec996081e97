import type { RouteAuthorization } from '../aws/http-api.ts';
import type { EnvironmentConfig } from '../config.ts';
import { arnsIn, resourceName } from '../names.ts';
import { routeAuthorization } from '../orders/route-authorization.ts';
import { API_PATH } from './viewer-request.ts';

const AUTHORIZATIONS = { NONE: 'none', AWS_IAM: 'iam', JWT: 'jwt' } satisfies Record<
  RouteAuthorization,
  string
>;

/** What the console reads as `config.json`; its own type of that is in packages/console/src/api/config.ts. */
export function consoleConfiguration(
  config: EnvironmentConfig,
  { apiEndpoint, stateMachineArn }: { readonly apiEndpoint: string; readonly stateMachineArn: string },
) {
  return {
    environment: config.environment,
    region: config.region,
    apiUrl: API_PATH,
    // CloudFront sends the API its own Host, and API Gateway checks the signature with that.
    signedApiUrl: apiEndpoint,
    authorization: AUTHORIZATIONS[routeAuthorization('operator', config)],
    links: { execution: executionLink(config, stateMachineArn) },
  };
}

/** `{order_id}` is the console's to replace. An EXPRESS execution has no address of its own: its workflow lists it. */
function executionLink(config: EnvironmentConfig, stateMachineArn: string): string {
  const { region, workflowType } = config;
  const states = `https://${region}.console.aws.amazon.com/states/home?region=${region}#`;
  if (workflowType === 'EXPRESS') return `${states}/statemachines/view/${stateMachineArn}`;
  const execution = arnsIn(config)(
    'states',
    `execution:${resourceName(config, 'order-workflow')}:{order_id}`,
  );
  return `${states}/v2/executions/details/${execution}`;
}
