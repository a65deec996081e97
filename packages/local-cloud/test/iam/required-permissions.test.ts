import {
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  ExecuteStatementCommand,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import {
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  ListFunctionsCommand,
} from '@aws-sdk/client-lambda';
import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startCloud } from './start-cloud.ts';

type Cloud = Awaited<ReturnType<typeof startCloud>>;
type Clients = Cloud['worker'];

let cloud: Cloud;
beforeAll(async () => {
  cloud = await startCloud();
});
afterAll(() => cloud[Symbol.asyncDispose]());

const TableName = 'orders';
const Key = { id: { S: 'a' } };
const TABLE = 'arn:aws:dynamodb:eu-west-1:000000000000:table/orders';
const QueueUrl = 'http://127.0.0.1/000000000000/jobs';
const QUEUE = 'arn:aws:sqs:eu-west-1:000000000000:jobs';
const ReceiptHandle = 'r';
const FunctionName = 'worker';
const FUNCTION = 'arn:aws:lambda:eu-west-1:000000000000:function:worker';
const stateMachineArn = 'arn:aws:states:eu-west-1:000000000000:stateMachine:flow';
const executionArn = 'arn:aws:states:eu-west-1:000000000000:execution:flow:one';
const logGroupName = '/worker';
const LOG_GROUP = 'arn:aws:logs:eu-west-1:000000000000:log-group:/worker:log-stream:';

/** Calls of a role that may nothing of it, and what each is denied. */
const calls: [string, (clients: Clients) => Promise<unknown>, string, string][] = [
  ['GetItem', (c) => c.dynamodb.send(new GetItemCommand({ TableName, Key })), 'dynamodb:GetItem', TABLE],
  [
    'GetItem by ARN',
    (c) => c.dynamodb.send(new GetItemCommand({ TableName: TABLE, Key })),
    'dynamodb:GetItem',
    TABLE,
  ],
  [
    'PutItem',
    (c) => c.dynamodb.send(new PutItemCommand({ TableName, Item: Key })),
    'dynamodb:PutItem',
    TABLE,
  ],
  [
    'UpdateItem',
    (c) => c.dynamodb.send(new UpdateItemCommand({ TableName, Key })),
    'dynamodb:UpdateItem',
    TABLE,
  ],
  [
    'DeleteItem',
    (c) => c.dynamodb.send(new DeleteItemCommand({ TableName, Key })),
    'dynamodb:DeleteItem',
    TABLE,
  ],
  [
    'DescribeTable',
    (c) => c.dynamodb.send(new DescribeTableCommand({ TableName })),
    'dynamodb:DescribeTable',
    TABLE,
  ],
  ['ListTables', (c) => c.dynamodb.send(new ListTablesCommand()), 'dynamodb:ListTables', '*'],
  ['Query', (c) => c.dynamodb.send(new QueryCommand({ TableName })), 'dynamodb:Query', TABLE],
  [
    'Query of an index',
    (c) => c.dynamodb.send(new QueryCommand({ TableName, IndexName: 'by-status' })),
    'dynamodb:Query',
    `${TABLE}/index/by-status`,
  ],
  [
    'Scan of an index',
    (c) => c.dynamodb.send(new ScanCommand({ TableName, IndexName: 'by-status' })),
    'dynamodb:Scan',
    `${TABLE}/index/by-status`,
  ],
  [
    'BatchGetItem',
    (c) => c.dynamodb.send(new BatchGetItemCommand({ RequestItems: { orders: { Keys: [Key] } } })),
    'dynamodb:BatchGetItem',
    TABLE,
  ],
  [
    'BatchWriteItem',
    (c) =>
      c.dynamodb.send(new BatchWriteItemCommand({ RequestItems: { orders: [{ DeleteRequest: { Key } }] } })),
    'dynamodb:BatchWriteItem',
    TABLE,
  ],
  [
    'TransactGetItems',
    (c) => c.dynamodb.send(new TransactGetItemsCommand({ TransactItems: [{ Get: { TableName, Key } }] })),
    'dynamodb:GetItem',
    TABLE,
  ],
  [
    'TransactWriteItems',
    (c) =>
      c.dynamodb.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName, Item: Key } }] })),
    'dynamodb:PutItem',
    TABLE,
  ],
  [
    'TransactWriteItems with a check',
    (c) =>
      c.dynamodb.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            { ConditionCheck: { TableName, Key, ConditionExpression: 'attribute_exists(id)' } },
          ],
        }),
      ),
    'dynamodb:ConditionCheckItem',
    TABLE,
  ],
  [
    'an operation nobody here knows',
    (c) => c.dynamodb.send(new ExecuteStatementCommand({ Statement: 'SELECT * FROM orders' })),
    'dynamodb:ExecuteStatement',
    '*',
  ],
  [
    'SendMessage',
    (c) => c.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'm' })),
    'sqs:SendMessage',
    QUEUE,
  ],
  [
    'SendMessageBatch',
    (c) => c.sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: [{ Id: '1', MessageBody: 'm' }] })),
    'sqs:SendMessage',
    QUEUE,
  ],
  ['ReceiveMessage', (c) => c.sqs.send(new ReceiveMessageCommand({ QueueUrl })), 'sqs:ReceiveMessage', QUEUE],
  [
    'DeleteMessage',
    (c) => c.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle })),
    'sqs:DeleteMessage',
    QUEUE,
  ],
  [
    'DeleteMessageBatch',
    (c) => c.sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: [{ Id: '1', ReceiptHandle }] })),
    'sqs:DeleteMessage',
    QUEUE,
  ],
  [
    'ChangeMessageVisibility',
    (c) => c.sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 1 })),
    'sqs:ChangeMessageVisibility',
    QUEUE,
  ],
  [
    'ChangeMessageVisibilityBatch',
    (c) =>
      c.sqs.send(
        new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries: [{ Id: '1', ReceiptHandle }] }),
      ),
    'sqs:ChangeMessageVisibility',
    QUEUE,
  ],
  [
    'GetQueueAttributes',
    (c) => c.sqs.send(new GetQueueAttributesCommand({ QueueUrl })),
    'sqs:GetQueueAttributes',
    QUEUE,
  ],
  ['PurgeQueue', (c) => c.sqs.send(new PurgeQueueCommand({ QueueUrl })), 'sqs:PurgeQueue', QUEUE],
  ['GetQueueUrl', (c) => c.sqs.send(new GetQueueUrlCommand({ QueueName: 'jobs' })), 'sqs:GetQueueUrl', QUEUE],
  ['ListQueues', (c) => c.sqs.send(new ListQueuesCommand()), 'sqs:ListQueues', '*'],
  ['Invoke', (c) => c.lambda.send(new InvokeCommand({ FunctionName })), 'lambda:InvokeFunction', FUNCTION],
  [
    'Invoke by ARN',
    (c) => c.lambda.send(new InvokeCommand({ FunctionName: FUNCTION })),
    'lambda:InvokeFunction',
    FUNCTION,
  ],
  [
    'Invoke of a version',
    (c) => c.lambda.send(new InvokeCommand({ FunctionName, Qualifier: '$LATEST' })),
    'lambda:InvokeFunction',
    `${FUNCTION}:$LATEST`,
  ],
  [
    'GetFunction',
    (c) => c.lambda.send(new GetFunctionCommand({ FunctionName })),
    'lambda:GetFunction',
    FUNCTION,
  ],
  [
    'GetFunctionConfiguration',
    (c) => c.lambda.send(new GetFunctionConfigurationCommand({ FunctionName })),
    'lambda:GetFunctionConfiguration',
    FUNCTION,
  ],
  ['ListFunctions', (c) => c.lambda.send(new ListFunctionsCommand()), 'lambda:ListFunctions', '*'],
  [
    'StartExecution',
    (c) => c.sfn.send(new StartExecutionCommand({ stateMachineArn })),
    'states:StartExecution',
    stateMachineArn,
  ],
  [
    'StartSyncExecution',
    (c) => c.sfn.send(new StartSyncExecutionCommand({ stateMachineArn })),
    'states:StartSyncExecution',
    stateMachineArn,
  ],
  [
    'DescribeStateMachine',
    (c) => c.sfn.send(new DescribeStateMachineCommand({ stateMachineArn })),
    'states:DescribeStateMachine',
    stateMachineArn,
  ],
  [
    'ListExecutions',
    (c) => c.sfn.send(new ListExecutionsCommand({ stateMachineArn })),
    'states:ListExecutions',
    stateMachineArn,
  ],
  ['ListStateMachines', (c) => c.sfn.send(new ListStateMachinesCommand()), 'states:ListStateMachines', '*'],
  [
    'DescribeExecution',
    (c) => c.sfn.send(new DescribeExecutionCommand({ executionArn })),
    'states:DescribeExecution',
    executionArn,
  ],
  [
    'GetExecutionHistory',
    (c) => c.sfn.send(new GetExecutionHistoryCommand({ executionArn })),
    'states:GetExecutionHistory',
    executionArn,
  ],
  [
    'StopExecution',
    (c) => c.sfn.send(new StopExecutionCommand({ executionArn })),
    'states:StopExecution',
    executionArn,
  ],
  [
    'FilterLogEvents',
    (c) => c.logs.send(new FilterLogEventsCommand({ logGroupName })),
    'logs:FilterLogEvents',
    LOG_GROUP,
  ],
  [
    'FilterLogEvents by ARN',
    (c) =>
      c.logs.send(
        new FilterLogEventsCommand({
          logGroupIdentifier: 'arn:aws:logs:eu-west-1:000000000000:log-group:/worker:*',
        }),
      ),
    'logs:FilterLogEvents',
    LOG_GROUP,
  ],
  [
    'GetLogEvents',
    (c) => c.logs.send(new GetLogEventsCommand({ logGroupName, logStreamName: 's' })),
    'logs:GetLogEvents',
    `${LOG_GROUP}s`,
  ],
  [
    'DescribeLogStreams',
    (c) => c.logs.send(new DescribeLogStreamsCommand({ logGroupName })),
    'logs:DescribeLogStreams',
    LOG_GROUP,
  ],
  [
    'DescribeLogGroups',
    (c) => c.logs.send(new DescribeLogGroupsCommand()),
    'logs:DescribeLogGroups',
    LOG_GROUP.replace('/worker', ''),
  ],
];

describe('a call that nothing allows', () => {
  it.each(calls)('%s names the action and the resource it needs', async (_, call, action, resource) => {
    const error = await call(cloud.worker).catch((reason: unknown) => reason);

    expect(error).toMatchObject({
      name: expect.stringMatching(/^AccessDenied/),
      message: expect.stringContaining(
        `User: arn:aws:sts::000000000000:assumed-role/worker/worker is not authorized to perform: ${action} on resource: ${resource} because`,
      ),
    });
    expect(cloud.iam.denials().at(-1)).toMatchObject({ action, resource });
  });
});
