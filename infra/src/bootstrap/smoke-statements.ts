import type { PolicyStatement } from '../aws/policy-statement.ts';
import type { EnvironmentConfig } from '../config.ts';
import { arnsIn, resourceName } from '../names.ts';

/** What the smoke test calls: it places an order, sends a message that is none, and looks at what became of both. */
export function smokeStatements(config: EnvironmentConfig): PolicyStatement[] {
  const arn = arnsIn(config);
  const name = (resource: string) => resourceName(config, resource);
  const logGroups = [
    `/aws/lambda/${name('fulfill-order')}`,
    `/aws/lambda/${name('dlq-handler')}`,
    `/aws/vendedlogs/states/${name('order-workflow')}`,
  ];
  return [
    {
      sid: 'PlaceOrder',
      actions: ['execute-api:Invoke'],
      // AWS chooses the id of the API.
      resources: [arn('execute-api', '*/$default/POST/order')],
    },
    {
      sid: 'SendMessage',
      actions: ['sqs:GetQueueUrl', 'sqs:SendMessage'],
      resources: [arn('sqs', name('order-queue'))],
    },
    {
      sid: 'ReadLogs',
      actions: ['logs:FilterLogEvents'],
      resources: logGroups.flatMap((logGroup) => [
        arn('logs', `log-group:${logGroup}`),
        arn('logs', `log-group:${logGroup}:*`),
      ]),
    },
    {
      sid: 'ReadHistory',
      actions: ['states:GetExecutionHistory'],
      resources: [arn('states', `execution:${name('order-workflow')}:*`)],
    },
    {
      sid: 'ReadTables',
      actions: ['dynamodb:GetItem'],
      resources: ['orders', 'failed-orders'].map((table) => arn('dynamodb', `table/${name(table)}`)),
    },
    ...(config.smokeTokenSecretArn === undefined
      ? []
      : [
          {
            sid: 'ReadToken',
            actions: ['secretsmanager:GetSecretValue'],
            resources: [config.smokeTokenSecretArn],
          },
        ]),
  ];
}
