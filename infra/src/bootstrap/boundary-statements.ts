import { LOG_DELIVERY_ACTIONS } from '../aws/log-delivery.ts';
import type { PolicyStatement } from '../aws/policy-statement.ts';
import type { EnvironmentConfig } from '../config.ts';
import { arnsIn, resourceName } from '../names.ts';

/** The most a role of an environment can ever be granted: to work with the environment's own data, and no administration. */
export function boundaryStatements(config: EnvironmentConfig): PolicyStatement[] {
  const arn = arnsIn(config);
  const named = resourceName(config, '*');
  return [
    {
      sid: 'Orders',
      actions: [
        'dynamodb:DeleteItem',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:Query',
        'dynamodb:UpdateItem',
      ],
      resources: [arn('dynamodb', `table/${named}`)],
    },
    {
      sid: 'Queues',
      actions: [
        'sqs:ChangeMessageVisibility',
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
        'sqs:ReceiveMessage',
        'sqs:SendMessage',
      ],
      resources: [arn('sqs', named)],
    },
    {
      sid: 'Workflow',
      actions: ['states:DescribeExecution', 'states:StartExecution', 'states:StartSyncExecution'],
      resources: [arn('states', `stateMachine:${named}`), arn('states', `execution:${named}`)],
    },
    {
      sid: 'Functions',
      actions: ['lambda:InvokeFunction'],
      resources: [arn('lambda', `function:${named}`)],
    },
    {
      sid: 'Logs',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [arn('logs', `log-group:/aws/lambda/${named}`)],
    },
    {
      sid: 'WithoutResources',
      // Log delivery and traces know no resources.
      actions: [
        ...LOG_DELIVERY_ACTIONS,
        'xray:GetSamplingRules',
        'xray:GetSamplingTargets',
        'xray:PutTelemetryRecords',
        'xray:PutTraceSegments',
      ],
      resources: ['*'],
    },
  ];
}
