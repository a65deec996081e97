// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's references, not JavaScript's.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readStack } from '../../src/stack/read-stack.ts';
import { orderStack } from './order-stack.ts';

function directoryOf(json: unknown): string {
  const directory = mkdtempSync(join(tmpdir(), 'stack-'));
  writeFileSync(join(directory, 'cdk.tf.json'), typeof json === 'string' ? json : JSON.stringify(json));
  return directory;
}

function read(resource: object, others: object = {}) {
  return readStack(directoryOf({ ...orderStack, resource, ...others }), {
    gatewayUrl: 'http://127.0.0.1:4567',
  });
}

describe('readStack', () => {
  it.each([
    [{ log_format: 'Text' }, undefined],
    [{ log_format: 'JSON' }, { systemLevel: 'INFO', applicationLevel: 'INFO' }],
    [
      { log_format: 'JSON', system_log_level: 'WARN', application_log_level: 'DEBUG' },
      { systemLevel: 'WARN', applicationLevel: 'DEBUG' },
    ],
  ])('reads the log format and levels of %j', (logging_config, expected) => {
    const base = orderStack.resource.aws_lambda_function.store;
    const resource = { ...orderStack.resource, aws_lambda_function: { store: { ...base, logging_config } } };

    expect(read(resource).functions[0]?.jsonLogging).toEqual(expected);
  });

  it('refuses a log level that Lambda does not have', () => {
    const base = orderStack.resource.aws_lambda_function.store;
    const logging_config = { log_format: 'JSON', system_log_level: 'LOUD' };
    const resource = { ...orderStack.resource, aws_lambda_function: { store: { ...base, logging_config } } };

    expect(() => read(resource)).toThrow(
      'aws_lambda_function.store: logging_config: system_log_level is "LOUD"; it must be one of DEBUG, INFO, WARN',
    );
  });

  const directory = directoryOf(orderStack);
  const stack = readStack(directory, { gatewayUrl: 'http://127.0.0.1:4567' });

  it('takes region and account for every ARN', () => {
    expect(stack).toMatchObject({ region: 'eu-west-1', accountId: '000000000000' });
    expect(stack.tables[0]?.arn).toBe('arn:aws:dynamodb:eu-west-1:000000000000:table/orders');
  });

  it('reads a function with its references resolved and its package beside the stack', () => {
    expect(stack.functions).toEqual([
      {
        functionName: 'dofs-store',
        arn: 'arn:aws:lambda:eu-west-1:000000000000:function:dofs-store',
        roleArn: 'arn:aws:iam::000000000000:role/dofs-store',
        handler: 'handler.handler',
        packageFile: join(directory, 'assets/store.zip'),
        environment: {
          QUEUE_URL: 'http://127.0.0.1:4567/000000000000/dofs-orders',
          TABLE: 'orders',
          BATCH: '5',
          PLAIN: 'costs ${5} %{or so}',
        },
        memorySizeMb: 256,
        timeoutSeconds: 3,
        reservedConcurrentExecutions: 4,
        logGroupName: '/dofs/store',
        jsonLogging: { systemLevel: 'INFO', applicationLevel: 'INFO' },
      },
    ]);
  });

  it('reads queues, with the redrive policy out of its JSON and the defaults of the provider', () => {
    expect(stack.queues).toMatchObject([
      { name: 'dofs-dead', visibilityTimeoutSeconds: 30, messageRetentionSeconds: 345_600, delaySeconds: 0 },
      {
        name: 'dofs-orders',
        url: 'http://127.0.0.1:4567/000000000000/dofs-orders',
        redrivePolicy: {
          deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:000000000000:dofs-dead',
          maxReceiveCount: 3,
        },
      },
    ]);
    expect(stack.queues[0]).not.toHaveProperty('redrivePolicy');
  });

  it('reads a table and its indexes in the words of CreateTable', () => {
    expect(stack.tables[0]).toMatchObject({
      keySchema: [{ AttributeName: 'order_id', KeyType: 'HASH' }],
      globalSecondaryIndexes: [
        {
          IndexName: 'by-status',
          KeySchema: [
            { AttributeName: 'status', KeyType: 'HASH' },
            { AttributeName: 'order_id', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    });
  });

  it('reads a state machine whose definition holds function ARNs', () => {
    const [machine] = stack.stateMachines;
    expect(JSON.parse(machine?.definition ?? '').States.Store.Resource).toBe(stack.functions[0]?.arn);
    expect(machine).toMatchObject({
      type: 'EXPRESS',
      logging: { level: 'ALL', includeExecutionData: true, logGroupName: '/dofs/store' },
    });
  });

  it('reads an event source mapping and leaves a disabled one out', () => {
    expect(stack.eventSourceMappings).toEqual([
      {
        queueArn: 'arn:aws:sqs:eu-west-1:000000000000:dofs-orders',
        functionName: 'dofs-store',
        batchSize: 10,
        maximumBatchingWindowSeconds: 0,
        reportBatchItemFailures: true,
        maximumConcurrency: 2,
      },
    ]);
  });

  it('follows a route through its integration to the function', () => {
    expect(stack.httpApis[0]?.routes).toEqual([
      { routeKey: 'POST /order', functionName: 'dofs-store', authorizationType: 'AWS_IAM' },
    ]);
  });

  it('reads CORS of an API and the access log of its stage', () => {
    const { aws_apigatewayv2_api, aws_apigatewayv2_stage, ...others } = orderStack.resource;
    const cors_configuration = { allow_origins: ['*'], allow_methods: ['POST'], max_age: 60 };
    const access_log_settings = [
      { destination_arn: '${aws_cloudwatch_log_group.store.arn}', format: '$context.requestId' },
    ];
    const { httpApis } = read({
      ...others,
      aws_apigatewayv2_api: { http: { ...aws_apigatewayv2_api.http, cors_configuration } },
      aws_apigatewayv2_stage: { default: { ...aws_apigatewayv2_stage.default, access_log_settings } },
    });

    expect(httpApis[0]).toMatchObject({
      cors: {
        allowOrigins: ['*'],
        allowMethods: ['POST'],
        allowHeaders: [],
        exposeHeaders: [],
        allowCredentials: false,
        maxAgeSeconds: 60,
      },
      accessLog: { logGroupName: '/dofs/store', format: '$context.requestId' },
    });
    expect(stack.httpApis[0]).not.toHaveProperty('cors');
    expect(stack.httpApis[0]).not.toHaveProperty('accessLog');
  });

  it('lists what means nothing on one machine, unread', () => {
    expect(stack.withoutLocalMeaning).toEqual(['aws_cloudwatch_dashboard.all', 'aws_sns_topic.pages']);
    expect(stack.logGroups).toEqual([{ name: '/dofs/store' }]);
  });

  it('reads a role with its inline policies', () => {
    const [role] = stack.roles;
    const [policy] = role?.policies ?? [];

    expect(role).toMatchObject({ name: 'dofs-store', arn: 'arn:aws:iam::000000000000:role/dofs-store' });
    expect(JSON.parse(role?.trustPolicy.document ?? '').Statement).toMatchObject([
      { Principal: { Service: 'lambda.amazonaws.com' } },
    ]);
    expect(role?.policies).toHaveLength(1);
    expect(JSON.parse(policy?.document ?? '').Statement).toMatchObject([
      { Resource: 'arn:aws:sqs:eu-west-1:000000000000:dofs-orders' },
      { Effect: 'Deny', Resource: 'arn:aws:s3:::${aws:username}/*' },
    ]);
  });

  it('reads attached policies and a boundary, of which one that is not in the stack has no document', () => {
    const aws_iam_role = {
      store: {
        name: 'store',
        assume_role_policy: '{}',
        managed_policy_arns: ['${aws_iam_policy.own.arn}'],
        inline_policy: [{ name: 'inside', policy: '"inside"' }],
        permissions_boundary: 'arn:aws:iam::000000000000:policy/limits',
      },
    };
    const { roles } = read({
      aws_iam_role,
      aws_iam_policy: { own: { name: 'own', policy: '"own"' } },
      aws_iam_role_policy_attachment: {
        other: { role: '${aws_iam_role.store.id}', policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
      },
    });

    expect(roles).toMatchObject([
      {
        policies: [
          { name: 'inside', document: '"inside"' },
          { name: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
          { name: 'own', document: '"own"' },
        ],
        permissionsBoundary: { name: 'arn:aws:iam::000000000000:policy/limits' },
      },
    ]);
    expect(roles[0]?.policies[1]).not.toHaveProperty('document');
    expect(roles[0]?.permissionsBoundary).not.toHaveProperty('document');
  });

  it('reads the policies of queues, wherever they are written', () => {
    const { resourcePolicies } = read({
      aws_sqs_queue: { a: { name: 'a', policy: '"of a"' }, b: { name: 'b' } },
      aws_sqs_queue_policy: { b: { queue_url: '${aws_sqs_queue.b.id}', policy: '"of b"' } },
    });

    expect(resourcePolicies).toEqual([
      { name: 'aws_sqs_queue.a', resourceArn: 'arn:aws:sqs:eu-west-1:000000000000:a', document: '"of a"' },
      {
        name: 'aws_sqs_queue_policy.b',
        resourceArn: 'arn:aws:sqs:eu-west-1:000000000000:b',
        document: '"of b"',
      },
    ]);
  });

  it('reads a permission of a function as the statement Lambda makes of it', () => {
    const arn = 'arn:aws:lambda:eu-west-1:000000000000:function:store';
    const { resourcePolicies } = read({
      aws_lambda_permission: {
        all: {
          statement_id: 'All',
          function_name: arn,
          qualifier: 'live',
          action: 'lambda:InvokeFunction',
          principal: 'sns.amazonaws.com',
          source_arn: 'arn:aws:sns:eu-west-1:000000000000:topic',
          source_account: '000000000000',
        },
      },
    });

    expect(resourcePolicies).toMatchObject([{ name: 'aws_lambda_permission.all', resourceArn: arn }]);
    expect(JSON.parse(resourcePolicies[0]?.document ?? '').Statement).toEqual([
      {
        Sid: 'All',
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'lambda:InvokeFunction',
        Resource: `${arn}:live`,
        Condition: {
          ArnLike: { 'AWS:SourceArn': 'arn:aws:sns:eu-west-1:000000000000:topic' },
          StringEquals: { 'AWS:SourceAccount': '000000000000' },
        },
      },
    ]);
  });

  it('knows api_endpoint once it is told where the HTTP API listens', () => {
    const { aws_apigatewayv2_api, aws_apigatewayv2_stage } = orderStack.resource;
    const aws_cloudwatch_log_group = { api: { name: '${aws_apigatewayv2_api.http.api_endpoint}' } };
    const resource = { aws_apigatewayv2_api, aws_apigatewayv2_stage, aws_cloudwatch_log_group };
    const httpApiUrl = 'http://127.0.0.1:3000';

    expect(readStack(directoryOf({ ...orderStack, resource }), { httpApiUrl }).logGroups).toEqual([
      { name: httpApiUrl },
    ]);
    expect(() => read(resource)).toThrow('refers to api_endpoint of aws_apigatewayv2_api.http');
  });

  it.each([
    [
      'no file',
      () => readStack('/nowhere'),
      'cannot read /nowhere/cdk.tf.json (ENOENT); run the synth first',
    ],
    ['no JSON', () => readStack(directoryOf('{')), 'is not JSON'],
    ['no stack', () => readStack(directoryOf('[]')), 'holds [], not a Terraform stack'],
    [
      'no region',
      () => readStack(directoryOf({ provider: { aws: [{}] } })),
      'the aws provider has no region',
    ],
    [
      'an unknown kind',
      () => read({ aws_kinesis_stream: { clicks: {} } }),
      'aws_kinesis_stream.clicks: the local run does not know the kind aws_kinesis_stream; it runs aws_apigatewayv2_api,',
    ],
    [
      'a function call',
      () => read({ aws_cloudwatch_log_group: { g: { name: '${upper("x")}' } } }),
      'aws_cloudwatch_log_group.g: name is the Terraform expression ${upper("x")}',
    ],
    [
      'a directive',
      () => read({ aws_cloudwatch_log_group: { g: { name: '%{if true}x%{endif}' } } }),
      'is the Terraform expression ${%{if true}}',
    ],
    [
      'an undeclared resource',
      () => read({ aws_cloudwatch_log_group: { g: { name: '${aws_sqs_queue.gone.name}' } } }),
      'aws_cloudwatch_log_group.g: name refers to aws_sqs_queue.gone, which the stack does not declare',
    ],
    [
      'an unknown attribute',
      () => read({ aws_cloudwatch_log_group: { g: { name: '${local.name.x}' } } }),
      'aws_cloudwatch_log_group.g: name refers to x of local.name',
    ],
    [
      'a circle',
      () =>
        read({
          aws_cloudwatch_log_group: {
            a: { name: '${aws_cloudwatch_log_group.b.name}' },
            b: { name: '${aws_cloudwatch_log_group.a.name}' },
          },
        }),
      'references run in a circle: aws_cloudwatch_log_group.a -> aws_cloudwatch_log_group.b -> aws_cloudwatch_log_group.a',
    ],
    [
      'a variable without default',
      () =>
        read({ aws_cloudwatch_log_group: { g: { name: '${var.secret}' } } }, { variable: { secret: {} } }),
      'aws_cloudwatch_log_group.g: name refers to var.secret, which has no default',
    ],
    [
      'a list inside a text',
      () =>
        read(
          { aws_cloudwatch_log_group: { g: { name: 'x-${local.list}' } } },
          { locals: { region: 'eu-west-1', list: [1] } },
        ),
      'aws_cloudwatch_log_group.g: name puts [1] into a string',
    ],
    ['count', () => read({ aws_sqs_queue: { q: { name: 'q', count: 2 } } }), 'aws_sqs_queue.q uses count'],
    [
      'another provider',
      () => read({ aws_sqs_queue: { q: { name: 'q', provider: 'aws.us' } } }),
      'uses provider aws.us',
    ],
    [
      'a missing name',
      () => read({ aws_sqs_queue: { q: {} } }),
      'aws_sqs_queue.q: name is missing; it must be a text',
    ],
    [
      'a wrong number',
      () => read({ aws_sqs_queue: { q: { name: 'q', delay_seconds: 'soon' } } }),
      'delay_seconds is "soon"; it must be a whole number',
    ],
    [
      'a wrong redrive policy',
      () => read({ aws_sqs_queue: { q: { name: 'q', redrive_policy: '{}' } } }),
      'aws_sqs_queue.q: redrive_policy is {}',
    ],
    [
      'a FIFO queue',
      () => read({ aws_sqs_queue: { q: { name: 'q.fifo', fifo_queue: true } } }),
      'aws_sqs_queue.q: fifo_queue is true, which the local run does not support; leave it out',
    ],
    [
      'a stream',
      () => read({ aws_dynamodb_table: { t: { name: 't', stream_enabled: true } } }),
      'aws_dynamodb_table.t: stream_enabled is true',
    ],
    [
      'a ttl',
      () => read({ aws_dynamodb_table: { t: { name: 't', ttl: { enabled: true } } } }),
      'aws_dynamodb_table.t: ttl is enabled',
    ],
    [
      'an image',
      () => read({ aws_lambda_function: { f: { function_name: 'f', package_type: 'Image' } } }),
      'package_type is "Image", which the local run does not support; use "Zip"',
    ],
    [
      'a filter',
      () => read({ aws_lambda_event_source_mapping: { m: { filter_criteria: [{}] } } }),
      'filter_criteria is [{}]',
    ],
    [
      'a stage of another name',
      () => read({ aws_apigatewayv2_stage: { s: { name: 'v1', api_id: 'x' } } }),
      'name is "v1"',
    ],
    [
      'an access log that goes elsewhere',
      () => {
        const access_log_settings = { destination_arn: 'arn:aws:firehose:x', format: '$context.requestId' };
        const { aws_apigatewayv2_stage, ...others } = orderStack.resource;
        return read({
          ...others,
          aws_apigatewayv2_stage: { default: { ...aws_apigatewayv2_stage.default, access_log_settings } },
        });
      },
      'destination_arn is "arn:aws:firehose:x"; the local run logs into log groups only',
    ],
    [
      'an API without stage',
      () => read({ aws_apigatewayv2_api: { a: { name: 'a', protocol_type: 'HTTP' } } }),
      'aws_apigatewayv2_api.a has no aws_apigatewayv2_stage',
    ],
  ])('refuses %s, saying what is wrong', (_, run, message) => {
    expect(run).toThrow(message);
  });
});
