import { callerIdentity } from './data-sources/caller-identity.ts';
import { iamPolicyDocument } from './data-sources/iam-policy-document.ts';
import { partition } from './data-sources/partition.ts';
import { region } from './data-sources/region.ts';
import type { ResourceKind } from './resource.ts';
import { apigatewayv2Api } from './resources/apigatewayv2-api.ts';
import { apigatewayv2Authorizer } from './resources/apigatewayv2-authorizer.ts';
import { apigatewayv2Integration } from './resources/apigatewayv2-integration.ts';
import { apigatewayv2Route } from './resources/apigatewayv2-route.ts';
import { apigatewayv2Stage } from './resources/apigatewayv2-stage.ts';
import { cloudwatchLogGroup } from './resources/cloudwatch-log-group.ts';
import { dynamodbTable } from './resources/dynamodb-table.ts';
import { iamPolicy } from './resources/iam-policy.ts';
import { iamRole } from './resources/iam-role.ts';
import { iamRolePolicy } from './resources/iam-role-policy.ts';
import { iamRolePolicyAttachment } from './resources/iam-role-policy-attachment.ts';
import { lambdaEventSourceMapping } from './resources/lambda-event-source-mapping.ts';
import { lambdaFunction } from './resources/lambda-function.ts';
import { lambdaPermission } from './resources/lambda-permission.ts';
import { sfnStateMachine } from './resources/sfn-state-machine.ts';
import { sqsQueue } from './resources/sqs-queue.ts';
import { sqsQueuePolicy } from './resources/sqs-queue-policy.ts';

type Kinds = Readonly<Record<string, ResourceKind>>;

/** The resource kinds that mean something on one machine. */
export const resourceKinds: Kinds = {
  aws_apigatewayv2_api: apigatewayv2Api,
  aws_apigatewayv2_authorizer: apigatewayv2Authorizer,
  aws_apigatewayv2_integration: apigatewayv2Integration,
  aws_apigatewayv2_route: apigatewayv2Route,
  aws_apigatewayv2_stage: apigatewayv2Stage,
  aws_cloudwatch_log_group: cloudwatchLogGroup,
  aws_dynamodb_table: dynamodbTable,
  aws_iam_policy: iamPolicy,
  aws_iam_role: iamRole,
  aws_iam_role_policy: iamRolePolicy,
  aws_iam_role_policy_attachment: iamRolePolicyAttachment,
  aws_lambda_event_source_mapping: lambdaEventSourceMapping,
  aws_lambda_function: lambdaFunction,
  aws_lambda_permission: lambdaPermission,
  aws_sfn_state_machine: sfnStateMachine,
  aws_sqs_queue: sqsQueue,
  aws_sqs_queue_policy: sqsQueuePolicy,
  aws_sqs_queue_redrive_allow_policy: sqsQueuePolicy,
};

export const dataSourceKinds: Kinds = {
  aws_caller_identity: callerIdentity,
  aws_iam_policy_document: iamPolicyDocument,
  aws_partition: partition,
  aws_region: region,
};

/** A kind nothing runs for; where something may still name its ARN, the ARN is known. */
function unrun(arn?: (name: string, region: string, accountId: string) => string): ResourceKind {
  return {
    computed: ({ attributes }, { region, accountId }) =>
      arn ? { arn: arn(String(attributes.name ?? attributes.alarm_name), region, accountId) } : {},
  };
}

const alarm = unrun((name, region, accountId) => `arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}`);

/** Resource kinds that watch, notify or group: on one machine there is nothing for them to do. */
export const withoutLocalMeaning: Kinds = {
  aws_appautoscaling_policy: unrun(),
  aws_appautoscaling_target: unrun(),
  aws_budgets_budget: unrun(),
  aws_cloudwatch_composite_alarm: alarm,
  aws_cloudwatch_dashboard: unrun(),
  aws_cloudwatch_log_metric_filter: unrun(),
  aws_cloudwatch_log_resource_policy: unrun(),
  aws_cloudwatch_metric_alarm: alarm,
  aws_cloudwatch_query_definition: unrun(),
  aws_dynamodb_contributor_insights: unrun(),
  aws_resourcegroups_group: unrun(),
  aws_sns_topic: unrun((name, region, accountId) => `arn:aws:sns:${region}:${accountId}:${name}`),
  aws_sns_topic_policy: unrun(),
  aws_sns_topic_subscription: unrun(),
  aws_xray_group: unrun(),
  aws_xray_sampling_rule: unrun(),
};
