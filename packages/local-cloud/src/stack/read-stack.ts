import { type ResolvedStack, resolveTerraform } from './resolve-terraform.ts';
import { apigatewayv2Api } from './resources/apigatewayv2-api.ts';
import { cloudwatchLogGroup } from './resources/cloudwatch-log-group.ts';
import { dynamodbTable } from './resources/dynamodb-table.ts';
import { iamRole } from './resources/iam-role.ts';
import { lambdaEventSourceMapping } from './resources/lambda-event-source-mapping.ts';
import { lambdaFunction } from './resources/lambda-function.ts';
import { lambdaPermission } from './resources/lambda-permission.ts';
import { sfnStateMachine } from './resources/sfn-state-machine.ts';
import { sqsQueue } from './resources/sqs-queue.ts';
import { sqsQueuePolicy } from './resources/sqs-queue-policy.ts';
import type { Stack } from './stack.ts';
import { readTerraformJson } from './terraform-json.ts';

export interface ReadStackOptions {
  /** Origin of the gateway, for queue URLs: the SDKs send a queue's calls to the origin of its URL. */
  readonly gatewayUrl?: string;
  /** Where the HTTP API listens, for `api_endpoint` and `invoke_url`; without it a reference to them is an error. */
  readonly httpApiUrl?: string;
}

/** Reads what runs locally from `<stackDirectory>/cdk.tf.json`; whatever it cannot run is a StackError. */
export function readStack(stackDirectory: string, options: ReadStackOptions = {}): Stack {
  const { gatewayUrl = 'http://127.0.0.1:4566', ...others } = options;
  return toStack(
    resolveTerraform(readTerraformJson(stackDirectory), { stackDirectory, gatewayUrl, ...others }),
  );
}

function toStack({ context, resources, withoutLocalMeaning }: ResolvedStack): Stack {
  const ofKind = (kind: string) => resources.filter((resource) => resource.kind === kind);
  return {
    region: context.region,
    accountId: context.accountId,
    functions: ofKind('aws_lambda_function').map((fn) => lambdaFunction.toSpec(fn, context)),
    queues: ofKind('aws_sqs_queue').map(sqsQueue.toSpec),
    tables: ofKind('aws_dynamodb_table').map(dynamodbTable.toSpec),
    stateMachines: ofKind('aws_sfn_state_machine').map(sfnStateMachine.toSpec),
    eventSourceMappings: ofKind('aws_lambda_event_source_mapping')
      // A disabled mapping exists on AWS and polls nothing.
      .filter(({ attributes }) => attributes.enabled !== false)
      .map(lambdaEventSourceMapping.toSpec),
    httpApis: ofKind('aws_apigatewayv2_api').map((api) => apigatewayv2Api.toSpec(api, resources)),
    logGroups: ofKind('aws_cloudwatch_log_group').map(cloudwatchLogGroup.toSpec),
    roles: ofKind('aws_iam_role').map((role) => iamRole.toSpec(role, resources)),
    resourcePolicies: [
      ...sqsQueuePolicy.toSpecs(resources),
      ...ofKind('aws_lambda_permission').map((permission) => lambdaPermission.toSpec(permission, context)),
    ],
    withoutLocalMeaning,
  };
}
