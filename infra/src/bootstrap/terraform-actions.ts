import { LOG_DELIVERY_ACTIONS } from '../aws/log-delivery.ts';
import type { Condition } from '../aws/policy-statement.ts';
import type { EnvironmentConfig } from '../config.ts';
import { arnsIn, resourceName } from '../names.ts';
import { consoleActions } from './console-actions.ts';

/** What Terraform calls for one kind of resource of an application stack, and on which of them. */
export interface TerraformActions {
  /** Names the statements, such as `Dynamodb`. */
  readonly id: string;
  readonly resources: readonly string[];
  /** To see what exists. */
  readonly read: readonly string[];
  /** To create, change and delete it. */
  readonly write: readonly string[];
  readonly conditions?: readonly Condition[];
}

/** The calls on everything an application stack holds, on the resources of its environment and no others; roles apart. */
export function terraformActions(config: EnvironmentConfig): readonly TerraformActions[] {
  const { region, accountId } = config;
  const arn = arnsIn(config);
  const named = resourceName(config, '*');
  const functions = arn('lambda', `function:${named}`);
  const onOwnFunctions: Condition = { test: 'ArnLike', variable: 'lambda:FunctionArn', values: [functions] };
  return [
    {
      id: 'Tables',
      resources: [arn('dynamodb', `table/${named}`)],
      read: [
        'dynamodb:DescribeContinuousBackups',
        'dynamodb:DescribeTable',
        'dynamodb:DescribeTimeToLive',
        'dynamodb:ListTagsOfResource',
      ],
      write: [
        'dynamodb:CreateTable',
        'dynamodb:DeleteTable',
        'dynamodb:TagResource',
        'dynamodb:UntagResource',
        'dynamodb:UpdateContinuousBackups',
        'dynamodb:UpdateTable',
      ],
    },
    {
      id: 'Queues',
      resources: [arn('sqs', named)],
      read: ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:ListQueueTags'],
      write: [
        'sqs:CreateQueue',
        'sqs:DeleteQueue',
        'sqs:SetQueueAttributes',
        'sqs:TagQueue',
        'sqs:UntagQueue',
      ],
    },
    {
      id: 'Functions',
      resources: [functions],
      read: [
        'lambda:GetFunction',
        'lambda:GetFunctionCodeSigningConfig',
        'lambda:GetFunctionConcurrency',
        'lambda:GetFunctionConfiguration',
        'lambda:GetPolicy',
        'lambda:ListTags',
        'lambda:ListVersionsByFunction',
      ],
      write: [
        'lambda:AddPermission',
        'lambda:CreateFunction',
        'lambda:DeleteFunction',
        'lambda:DeleteFunctionConcurrency',
        'lambda:PutFunctionConcurrency',
        'lambda:RemovePermission',
        'lambda:TagResource',
        'lambda:UntagResource',
        'lambda:UpdateFunctionCode',
        'lambda:UpdateFunctionConfiguration',
      ],
    },
    {
      id: 'EventSourceMappings',
      resources: [arn('lambda', 'event-source-mapping:*')],
      read: ['lambda:GetEventSourceMapping'],
      write: ['lambda:DeleteEventSourceMapping', 'lambda:UpdateEventSourceMapping'],
      conditions: [onOwnFunctions],
    },
    {
      id: 'EventSourceMappingTags',
      resources: [arn('lambda', 'event-source-mapping:*')],
      read: ['lambda:ListTags'],
      write: ['lambda:TagResource', 'lambda:UntagResource'],
    },
    {
      id: 'NewEventSourceMappings',
      // Knows no resources: the function it is for stands in the condition.
      resources: ['*'],
      read: [],
      write: ['lambda:CreateEventSourceMapping'],
      conditions: [onOwnFunctions],
    },
    {
      id: 'StateMachines',
      resources: [arn('states', `stateMachine:${named}`)],
      read: ['states:DescribeStateMachine', 'states:ListStateMachineVersions', 'states:ListTagsForResource'],
      write: [
        'states:CreateStateMachine',
        'states:DeleteStateMachine',
        'states:TagResource',
        'states:UntagResource',
        'states:UpdateStateMachine',
      ],
    },
    {
      id: 'StateMachineDefinitions',
      resources: ['*'],
      read: ['states:ValidateStateMachineDefinition'],
      write: [],
    },
    {
      id: 'Apis',
      // APIs have ids that AWS chooses: the name of the environment cannot stand in an ARN.
      resources: ['/apis', '/apis/*', '/tags/*'].map((path) => `arn:aws:apigateway:${region}::${path}`),
      read: ['apigateway:GET'],
      write: ['apigateway:DELETE', 'apigateway:PATCH', 'apigateway:POST', 'apigateway:PUT'],
    },
    {
      id: 'LogGroups',
      resources: [`/aws/lambda/${named}`, `/aws/vendedlogs/*/${named}`].flatMap((name) => [
        arn('logs', `log-group:${name}`),
        arn('logs', `log-group:${name}:*`),
      ]),
      read: ['logs:ListTagsForResource'],
      write: [
        'logs:CreateLogGroup',
        'logs:DeleteLogGroup',
        'logs:DeleteRetentionPolicy',
        'logs:PutRetentionPolicy',
        'logs:TagResource',
        'logs:UntagResource',
      ],
    },
    {
      id: 'LogDelivery',
      resources: ['*'],
      read: [
        ...LOG_DELIVERY_ACTIONS.filter((action) => action.startsWith('logs:Describe')),
        'logs:DescribeQueryDefinitions',
      ],
      write: [
        ...LOG_DELIVERY_ACTIONS.filter((action) => !action.startsWith('logs:Describe')),
        'logs:DeleteQueryDefinition',
        'logs:PutQueryDefinition',
      ],
    },
    {
      id: 'Alarms',
      resources: [arn('cloudwatch', `alarm:${named}`)],
      read: ['cloudwatch:DescribeAlarms', 'cloudwatch:ListTagsForResource'],
      write: [
        'cloudwatch:DeleteAlarms',
        'cloudwatch:PutMetricAlarm',
        'cloudwatch:TagResource',
        'cloudwatch:UntagResource',
      ],
    },
    {
      id: 'Dashboards',
      resources: [`arn:aws:cloudwatch::${accountId}:dashboard/${named}`],
      read: ['cloudwatch:GetDashboard'],
      write: ['cloudwatch:DeleteDashboards', 'cloudwatch:PutDashboard'],
    },
    {
      id: 'Topics',
      resources: [arn('sns', named)],
      read: ['sns:GetSubscriptionAttributes', 'sns:GetTopicAttributes', 'sns:ListTagsForResource'],
      write: [
        'sns:CreateTopic',
        'sns:DeleteTopic',
        'sns:SetTopicAttributes',
        'sns:Subscribe',
        'sns:TagResource',
        'sns:Unsubscribe',
        'sns:UntagResource',
      ],
    },
    ...(config.console ? consoleActions(config) : []),
  ];
}
