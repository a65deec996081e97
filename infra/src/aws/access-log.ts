import type { Apigatewayv2StageAccessLogSettings } from '@cdktf/provider-aws/lib/apigatewayv2-stage/index.js';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { Construct } from 'constructs';

/**
 * A line per request, as JSON. Nothing a client writes freely is in it: API Gateway does not say that it escapes a
 * path or a user agent, so either could forge a line; and no body, token or signature.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
const FORMAT = {
  requestId: '$context.requestId',
  ip: '$context.identity.sourceIp',
  requestTime: '$context.requestTime',
  httpMethod: '$context.httpMethod',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseLength: '$context.responseLength',
  responseLatency: '$context.responseLatency',
  integrationLatency: '$context.integrationLatency',
  integrationStatus: '$context.integrationStatus',
  integrationError: '$context.integrationErrorMessage',
  error: '$context.error.message',
  authorizerError: '$context.authorizer.error',
};

/** Where a stage of an HTTP API logs its requests: a log group of its own. */
export class AccessLog extends Construct {
  readonly settings: Apigatewayv2StageAccessLogSettings;

  constructor(
    scope: Construct,
    id: string,
    props: { readonly name: string; readonly retentionDays: number },
  ) {
    super(scope, id);
    const logGroup = new CloudwatchLogGroup(this, 'log-group', {
      // Like the log groups of state machines: the prefix keeps the log resource policy under its size limit.
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
      name: `/aws/vendedlogs/apigateway/${props.name}`,
      retentionInDays: props.retentionDays,
    });
    this.settings = { destinationArn: logGroup.arn, format: JSON.stringify(FORMAT) };
  }
}
