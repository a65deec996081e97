// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's references, not JavaScript's.
import { BatchWriteItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { DescribeExecutionCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from '@jest/globals';
import { type Denial, StackError } from '../../src/index.ts';
import { aPolicy } from './a-policy.ts';
import { startCloud, WRITE_LOGS } from './start-cloud.ts';

const QueueUrl = 'http://127.0.0.1/000000000000/jobs';
const message = { QueueUrl, MessageBody: 'm' };
const QUEUE = 'arn:aws:sqs:eu-west-1:000000000000:jobs';
const WORKER = 'arn:aws:sts::000000000000:assumed-role/worker/worker';
const stateMachineArn = 'arn:aws:states:eu-west-1:000000000000:stateMachine:flow';
const sendOnly = { Sid: 'Send', Action: 'sqs:SendMessage', Resource: '${aws_sqs_queue.jobs.arn}' };
const queuePolicy = (statement: object) => ({
  aws_sqs_queue_policy: {
    jobs: {
      queue_url: '${aws_sqs_queue.jobs.url}',
      policy: aPolicy({ Sid: 'Rule', Action: 'sqs:*', Resource: '*', Principal: '*', ...statement }),
    },
  },
});

async function errorOf(work: Promise<unknown>) {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('a role', () => {
  it('may do what a statement grants until it is withdrawn, and again once it is put back', async () => {
    await using cloud = await startCloud({ role: [sendOnly] });
    const send = () => errorOf(cloud.worker.sqs.send(new SendMessageCommand(message)));

    expect(await send()).toBeUndefined();
    const putBack = cloud.iam.withdraw({ role: 'worker', statement: 'Send' });
    expect(await send()).toMatchObject({ name: 'AccessDenied' });
    putBack();
    expect(await send()).toBeUndefined();
    expect(() => cloud.iam.withdraw({ role: 'worker', statement: 'Sned' })).toThrow(
      'worker has no statement Sned',
    );
  });

  it('may do what its policy grants, a batch by the action of its parts, and counts it', async () => {
    const table = 'arn:aws:dynamodb:eu-west-1:000000000000:table/orders';
    await using cloud = await startCloud({
      role: [
        sendOnly,
        { Sid: 'List', Action: 'dynamodb:Query', Resource: '${aws_dynamodb_table.orders.arn}/index/*' },
        { Sid: 'Write', Action: 'dynamodb:BatchWriteItem', Resource: '${aws_dynamodb_table.orders.arn}' },
      ],
    });
    const { sqs, dynamodb } = cloud.worker;
    const Item = { id: { S: '1' }, status: { S: 'NEW' } };
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: [{ Id: '1', MessageBody: 'm' }] }));
    await dynamodb.send(new BatchWriteItemCommand({ RequestItems: { orders: [{ PutRequest: { Item } }] } }));
    const { Count } = await dynamodb.send(
      new QueryCommand({
        TableName: 'orders',
        IndexName: 'by-status',
        KeyConditionExpression: '#s = :s',
        ExpressionAttributeNames: { '#s': 'status' },
        ExpressionAttributeValues: { ':s': { S: 'NEW' } },
      }),
    );

    expect(Count).toBe(1);
    expect(cloud.iam.denials()).toEqual([]);
    expect(cloud.iam.usage()).toMatchObject([
      { statement: 'WriteLogs' },
      { statement: 'WriteLogs' },
      {
        role: 'worker',
        policy: 'work',
        statement: 'Send',
        action: 'sqs:SendMessage',
        resource: QUEUE,
        count: 1,
      },
      { statement: 'List', action: 'dynamodb:Query', resource: `${table}/index/*`, count: 1 },
      { statement: 'Write', action: 'dynamodb:BatchWriteItem', resource: table, count: 1 },
    ]);
  });

  it('gets an error of DynamoDB as an SDK knows it, and nothing is written', async () => {
    await using cloud = await startCloud();
    const put = new PutItemCommand({ TableName: 'orders', Item: { id: { S: '1' } } });

    expect(await errorOf(cloud.worker.dynamodb.send(put))).toMatchObject({
      name: 'AccessDeniedException',
      message: `User: ${WORKER} is not authorized to perform: dynamodb:PutItem on resource: arn:aws:dynamodb:eu-west-1:000000000000:table/orders because no identity-based policy allows the dynamodb:PutItem action`,
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('gets an error of SQS under the name SDKs have for it, that of its older protocol', async () => {
    await using cloud = await startCloud();

    expect(await errorOf(cloud.worker.sqs.send(new SendMessageCommand(message)))).toMatchObject({
      name: 'AccessDenied',
      message: `User: ${WORKER} is not authorized to perform: sqs:SendMessage on resource: ${QUEUE} because no identity-based policy allows the sqs:SendMessage action`,
      $metadata: { httpStatusCode: 403 },
    });
  });

  it('gets an error of Lambda with status 403', async () => {
    await using cloud = await startCloud();
    const invoke = new InvokeCommand({ FunctionName: 'worker' });

    expect(await errorOf(cloud.worker.lambda.send(invoke))).toMatchObject({
      name: 'AccessDeniedException',
      $metadata: { httpStatusCode: 403 },
    });
  });

  it('is who a workflow calls as: its task fails when the role may not', async () => {
    await using cloud = await startCloud();
    const { sfn } = cloud.developer;
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    const described = async () => sfn.send(new DescribeExecutionCommand({ executionArn }));
    let execution = await described();
    while (execution.status === 'RUNNING') execution = await described();

    expect(execution).toMatchObject({
      status: 'FAILED',
      error: 'Lambda.AWSLambdaException',
      cause: expect.stringContaining('not authorized to perform: lambda:InvokeFunction'),
    });
  });
});

describe('the developer', () => {
  it('may do everything that no resource policy denies', async () => {
    await using cloud = await startCloud({
      more: queuePolicy({ Effect: 'Deny', Action: 'sqs:ReceiveMessage' }),
    });
    const { sqs } = cloud.developer;
    await sqs.send(new SendMessageCommand(message));

    expect(await errorOf(sqs.send(new ReceiveMessageCommand({ QueueUrl })))).toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:iam::000000000000:user/developer is not authorized to perform: sqs:ReceiveMessage on resource: ${QUEUE} with an explicit deny in a resource-based policy`,
    });
    expect(cloud.iam.denials()).toMatchObject([
      { reason: `statement Rule of ${QUEUE}: policy aws_sqs_queue_policy.jobs denies it` },
    ]);
  });

  it('comes over what stands in the place of TLS', async () => {
    const Condition = { Bool: { 'aws:SecureTransport': 'false' } };
    await using cloud = await startCloud({ more: queuePolicy({ Effect: 'Deny', Condition }) });

    await cloud.developer.sqs.send(new GetQueueAttributesCommand({ QueueUrl }));
    expect(cloud.iam.denials()).toEqual([]);
  });
});

describe('an HTTP API', () => {
  it.each(['*/*', '*/GET/work/{id}', '$default/GET/work/{id}', '*/*/work/*'])(
    'invokes a function that permits it for %s',
    async (invokedFrom) => {
      await using cloud = await startCloud({ invokedFrom });

      expect(await (await cloud.get('/work/7')).text()).toBe('worked');
      expect(cloud.iam.usage().at(-1)).toMatchObject({
        role: 'arn:aws:lambda:eu-west-1:000000000000:function:worker',
        statement: 'Api',
        action: 'lambda:InvokeFunction',
        count: 1,
      });
    },
  );

  it.each([undefined, '*/POST/work/{id}', '*/GET/work', '$default/GET/other'])(
    'answers 500 for a function that permits %s, and the denial says why',
    async (invokedFrom) => {
      const denials: Denial[] = [];
      await using cloud = await startCloud(
        { ...(invokedFrom && { invokedFrom }) },
        { onDenied: (denial) => denials.push(denial), onProblem: () => {} },
      );
      const answer = await cloud.get('/work/7');

      expect(answer.status).toBe(500);
      expect(await answer.json()).toEqual({ message: 'Internal Server Error' });
      expect(denials).toMatchObject([
        {
          principal: 'apigateway.amazonaws.com',
          action: 'lambda:InvokeFunction',
          resource: 'arn:aws:lambda:eu-west-1:000000000000:function:worker',
          reason: 'no resource-based policy allows the lambda:InvokeFunction action',
        },
      ]);
    },
  );
});

describe('an event source mapping', () => {
  const more = {
    aws_lambda_event_source_mapping: {
      jobs: { event_source_arn: '${aws_sqs_queue.jobs.arn}', function_name: 'worker' },
    },
  };
  const actions = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
  const poll = (Action: readonly string[]) => ({ ...sendOnly, Sid: 'Poll', Action });

  it('polls as the role of its function and needs no permission to invoke it', async () => {
    const worked = Promise.withResolvers<void>();
    await using cloud = await startCloud(
      { role: [poll(actions)], more },
      { onLog: (_, { message }) => message === 'worked' && worked.resolve() },
    );
    await cloud.developer.sqs.send(new SendMessageCommand(message));
    await worked.promise;

    expect(cloud.iam.denials()).toEqual([]);
  });

  it('stops the start when the role may not poll', async () => {
    const error = await errorOf(startCloud({ role: [poll(actions.slice(1))], more }));

    expect(error).toBeInstanceOf(StackError);
    expect(error).toMatchObject({
      message: expect.stringContaining(`role worker may not sqs:ReceiveMessage on ${QUEUE}`),
    });
  });
});

describe('what a function prints', () => {
  it.each([
    ['logs:CreateLogStream', 'logs:PutLogEvents'],
    ['logs:PutLogEvents', 'logs:CreateLogStream'],
  ])('is dropped without %s, and the function works on', async (missing, granted) => {
    const lines: string[] = [];
    await using cloud = await startCloud(
      { mayLog: false, role: [{ ...WRITE_LOGS, Action: granted }], invokedFrom: '*/*' },
      { onLog: (_, { message }) => lines.push(message) },
    );
    const answers = [await cloud.get('/work/1'), await cloud.get('/work/2')];

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(lines).toEqual([]);
    // Told once for a log stream, not for each line.
    expect(cloud.iam.denials()).toMatchObject([
      {
        action: missing,
        resource: expect.stringMatching(
          /^arn:aws:logs:eu-west-1:000000000000:log-group:\/worker:log-stream:\d/,
        ),
      },
    ]);
  });

  it('needs the log group, or leave to create it', async () => {
    const more = { aws_cloudwatch_log_group: { worker: { name: '/elsewhere' } } };
    const role = [{ Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '*' }];
    const ofFunction = (actions: readonly string[]) => [...role, { Action: actions, Resource: '*' }];
    for (const [granted, count] of [
      [['sqs:SendMessage'], 1],
      [['logs:CreateLogGroup'], 0],
    ] as const) {
      await using cloud = await startCloud({
        mayLog: false,
        role: ofFunction(granted),
        invokedFrom: '*/*',
        more: { ...more, ...withOwnLogGroup },
      });
      await cloud.get('/work/1');

      expect(cloud.iam.denials().map(({ action }) => action)).toEqual(
        Array(count).fill('logs:CreateLogGroup'),
      );
    }
  });
});

/** The function of the stack, with the log group that Lambda gives it. */
const withOwnLogGroup = {
  aws_lambda_function: {
    worker: {
      function_name: 'worker',
      role: '${aws_iam_role.worker.arn}',
      handler: 'index.handler',
      runtime: 'nodejs24.x',
      filename: 'worker.zip',
    },
  },
};

describe('without enforcement', () => {
  it('everybody may do everything, and no policy is read', async () => {
    await using cloud = await startCloud(
      { mayLog: false, role: [{ Action: 'nonsense' }] },
      { enforceIam: false },
    );
    await cloud.worker.sqs.send(new SendMessageCommand(message));
    await cloud.worker.sqs.send(
      new SetQueueAttributesCommand({ QueueUrl, Attributes: { DelaySeconds: '1' } }),
    );

    expect((await cloud.get('/work/1')).status).toBe(200);
    expect(cloud.iam.denials()).toEqual([]);
    expect(cloud.iam.usage()).toEqual([]);
  });
});
