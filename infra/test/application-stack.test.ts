import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { App } from 'cdktf';
import { ApplicationStack } from '../src/application-stack.ts';
import { parseConfig } from '../src/config.ts';
import { FUNCTION_NAMES } from '../src/names.ts';
import { rolesOf } from './iam/policies.ts';
import { type Block, type Stack, synthesizeApplication } from './synthesize.ts';

/** The resources of a type, by what follows `<project>-<environment>-` in their name. */
function byName(stack: Stack, type: string, key: string): Record<string, Block> {
  const resources = Object.values(stack.resource[type] ?? {});
  return Object.fromEntries(
    resources.map((resource) => [String(resource[key]).replace(/^dofs-\w+-/, ''), resource]),
  );
}

/** `sid: actions on resources`, with logical ids shortened to what names them. */
function grantsOf(stack: Stack, roleName: string): Record<string, string> {
  const short = (resource: string) =>
    resource.replace(/\$\{(aws_\w+)\.([\w-]+?)(_[0-9A-F]{8})?\.arn\}/, '$1.$2');
  return Object.fromEntries(
    (rolesOf(stack)[`dofs-dev-${roleName}`]?.statements ?? []).map(({ sid, actions, resources }) => [
      sid,
      `${actions.join(' ')} on ${resources.map(short).join(' ')}`,
    ]),
  );
}

describe('ApplicationStack', () => {
  it('pins the ids of what holds data: another id would replace it', () => {
    const { resource } = synthesizeApplication('dev');

    expect(Object.keys(resource.aws_dynamodb_table ?? {}).sort()).toEqual(['failed_orders', 'orders']);
    expect(Object.keys(resource.aws_sqs_queue ?? {}).sort()).toEqual(['order_dlq', 'order_queue']);
  });

  it('refers only to what it holds', () => {
    const stack = synthesizeApplication('dev', { workflowType: 'STANDARD' });
    const held = Object.entries({ ...stack.resource, ...prefixed(stack.data) }).flatMap(([type, named]) =>
      Object.keys(named).map((id) => `${type}.${id}`),
    );
    const references = JSON.stringify(stack).matchAll(/\$\{((?:data\.)?aws_\w+\.[\w-]+)\./g);

    expect(
      [...references].map(([, address]) => address).filter((address) => !held.includes(address ?? '')),
    ).toEqual([]);
  });

  it('keeps its state in S3 with a lock file, except locally', () => {
    expect(synthesizeApplication('dev').terraform.backend).toEqual({
      s3: {
        bucket: 'dofs-tfstate-111111111111-us-east-1',
        key: 'app-dev/terraform.tfstate',
        region: 'us-east-1',
        encrypt: true,
        use_lockfile: true,
      },
    });
    expect(synthesizeApplication('local').terraform.backend).not.toHaveProperty('s3');
  });

  it('deploys into the account of the environment and no other', () => {
    expect(synthesizeApplication('dev').provider.aws).toMatchObject([
      { region: 'us-east-1', allowed_account_ids: ['111111111111'] },
    ]);
  });

  it('gives every function a role and a log group of its own, a timeout and its package', () => {
    const stack = synthesizeApplication('dev', { logRetentionDays: 30 });
    const functions = byName(stack, 'aws_lambda_function', 'function_name');

    expect(Object.keys(functions).sort()).toEqual([...FUNCTION_NAMES]);
    expect(new Set(Object.values(functions).map(({ role }) => role)).size).toBe(FUNCTION_NAMES.length);
    for (const [name, definition] of Object.entries(functions)) {
      expect(definition).toMatchObject({
        runtime: 'nodejs24.x',
        architectures: ['arm64'],
        handler: 'index.handler',
        filename: expect.stringMatching(new RegExp(`${name}\\.zip$`)),
      });
      expect(definition.timeout).toBeLessThanOrEqual(29);
    }
    const logGroups = Object.values(stack.resource.aws_cloudwatch_log_group ?? {});
    expect(logGroups.map(({ name }) => name).sort()).toEqual([
      ...FUNCTION_NAMES.map((name) => `/aws/lambda/dofs-dev-${name}`),
      '/aws/vendedlogs/apigateway/dofs-dev-order-api',
      '/aws/vendedlogs/states/dofs-dev-order-workflow',
    ]);
    expect(logGroups.every(({ retention_in_days }) => retention_in_days === 30)).toBe(true);
  });

  it('grants each EXPRESS role exactly what it needs', () => {
    const stack = synthesizeApplication('dev');
    const grants = (role: string) => {
      const { WriteOwnLogs, WriteTraces, ...rest } = grantsOf(stack, role);
      expect(WriteTraces).toBe('xray:PutTraceSegments xray:PutTelemetryRecords on *');
      expect(WriteOwnLogs).toMatch(
        new RegExp(`^logs:CreateLogStream logs:PutLogEvents on \\S+${role}_log-group:\\*$`),
      );
      return rest;
    };

    expect(grants('api-handler')).toEqual({
      StartWorkflow: 'states:StartSyncExecution on aws_sfn_state_machine.workflow_state-machine',
    });
    expect(grants('validator')).toEqual({});
    expect(grants('order-storage')).toEqual({
      UseOrders: 'dynamodb:GetItem dynamodb:PutItem dynamodb:UpdateItem on aws_dynamodb_table.orders',
      UseFailedOrders: 'dynamodb:GetItem dynamodb:PutItem on aws_dynamodb_table.failed_orders',
    });
    expect(grants('fulfill-order')).toEqual({
      UseOrders: 'dynamodb:GetItem dynamodb:UpdateItem on aws_dynamodb_table.orders',
      ConsumeQueue:
        'sqs:ReceiveMessage sqs:DeleteMessage sqs:GetQueueAttributes sqs:ChangeMessageVisibility on aws_sqs_queue.order_queue',
    });
    expect(grants('dlq-handler')).toEqual({
      UseOrders: 'dynamodb:GetItem dynamodb:PutItem dynamodb:UpdateItem on aws_dynamodb_table.orders',
      UseFailedOrders: 'dynamodb:GetItem dynamodb:PutItem on aws_dynamodb_table.failed_orders',
      ConsumeQueue: 'sqs:ReceiveMessage sqs:DeleteMessage sqs:GetQueueAttributes on aws_sqs_queue.order_dlq',
    });
    expect(grants('order-query')).toEqual({
      UseOrders: 'dynamodb:GetItem on aws_dynamodb_table.orders',
      QueryOrders: 'dynamodb:Query on aws_dynamodb_table.orders.arn}/index/status_shard',
      QueryFailedOrders: 'dynamodb:Query on aws_dynamodb_table.failed_orders.arn}/index/state_shard',
    });
    expect(grants('redrive-order')).toEqual({
      UseOrders: 'dynamodb:GetItem dynamodb:PutItem dynamodb:UpdateItem on aws_dynamodb_table.orders',
      UseFailedOrders: 'dynamodb:GetItem dynamodb:UpdateItem on aws_dynamodb_table.failed_orders',
      SendToQueue: 'sqs:SendMessage on aws_sqs_queue.order_queue',
    });
    expect(grantsOf(stack, 'order-workflow')).toMatchObject({
      InvokeTasks:
        'lambda:InvokeFunction on aws_lambda_function.workflow_validator_function aws_lambda_function.workflow_order-storage_function',
      SendToQueues: 'sqs:SendMessage on aws_sqs_queue.order_queue',
    });
  });

  it('traces every function and the workflow with X-Ray', () => {
    const stack = synthesizeApplication('dev');

    for (const definition of Object.values(stack.resource.aws_lambda_function ?? {}))
      expect(definition).toMatchObject({ tracing_config: { mode: 'Active' } });
    expect(Object.values(stack.resource.aws_sfn_state_machine ?? {})).toMatchObject([
      { tracing_configuration: { enabled: true } },
    ]);
    expect(grantsOf(stack, 'order-workflow').WriteTraces).toBe(
      'xray:PutTraceSegments xray:PutTelemetryRecords xray:GetSamplingRules xray:GetSamplingTargets on *',
    );
  });

  it('grants STANDARD what looking at executions and dead-lettering needs on top', () => {
    const stack = synthesizeApplication('dev', { workflowType: 'STANDARD' });

    expect(grantsOf(stack, 'api-handler')).toMatchObject({
      StartWorkflow: 'states:StartExecution on aws_sfn_state_machine.workflow_state-machine',
      DescribeExecutions:
        'states:DescribeExecution on arn:aws:states:us-east-1:111111111111:execution:dofs-dev-order-workflow:*',
      UseOrders: 'dynamodb:GetItem on aws_dynamodb_table.orders',
    });
    expect(grantsOf(stack, 'order-workflow').SendToQueues).toBe(
      'sqs:SendMessage on aws_sqs_queue.order_queue aws_sqs_queue.order_dlq',
    );
  });

  it('uses the resource * for log delivery and traces only, which know no resources', () => {
    const documents = Object.values(synthesizeApplication('dev').data.aws_iam_policy_document);
    const wild = documents
      .flatMap(({ statement }) => statement)
      .filter(({ resources = [] }) => resources.includes('*'));

    expect([...new Set(wild.map(({ sid }) => sid))].sort()).toEqual(['DeliverLogs', 'WriteTraces']);
    expect(wild.flatMap(({ actions }) => actions).every((action) => /^(logs|xray):/.test(action))).toBe(true);
  });

  it('gives a function six of its timeouts to process a message, and reports partial failures', () => {
    const stack = synthesizeApplication('dev', { eventSourceMaximumConcurrency: 7, maxReceiveCount: 5 });
    const functions = byName(stack, 'aws_lambda_function', 'function_name');
    const queues = byName(stack, 'aws_sqs_queue', 'name');

    expect(queues['order-queue']?.visibility_timeout_seconds).toBe(
      6 * Number(functions['fulfill-order']?.timeout),
    );
    expect(queues['order-dlq']?.visibility_timeout_seconds).toBe(
      6 * Number(functions['dlq-handler']?.timeout),
    );
    expect(JSON.parse(String(queues['order-queue']?.redrive_policy))).toEqual({
      deadLetterTargetArn: '${aws_sqs_queue.order_dlq.arn}',
      maxReceiveCount: 5,
    });
    const mappings = Object.values(stack.resource.aws_lambda_event_source_mapping ?? {});
    expect(mappings).toHaveLength(2);
    for (const mapping of mappings) {
      expect(mapping).toMatchObject({ batch_size: 10, function_response_types: ['ReportBatchItemFailures'] });
    }
    expect(mappings.map(({ scaling_config }) => scaling_config)).toContainEqual({ maximum_concurrency: 7 });
  });

  it('keeps dead letters longer than the queue they come from, as they keep their age', () => {
    const queues = byName(synthesizeApplication('dev'), 'aws_sqs_queue', 'name');

    expect(Number(queues['order-dlq']?.message_retention_seconds)).toBeGreaterThan(
      Number(queues['order-queue']?.message_retention_seconds),
    );
  });

  it('lets the API invoke each handler on its own routes only', () => {
    const permissions = Object.values(synthesizeApplication('dev').resource.aws_lambda_permission ?? {});
    const routes = permissions.map(({ principal, function_name, source_arn }) => [
      principal,
      /api_([a-z-]+)_function/.exec(String(function_name))?.[1],
      /execution_arn\}\/\*\/(.*)$/.exec(String(source_arn))?.[1],
    ]);

    expect(routes.sort()).toEqual([
      ['apigateway.amazonaws.com', 'api-handler', 'POST/order'],
      ['apigateway.amazonaws.com', 'order-query', 'GET/failed-orders'],
      ['apigateway.amazonaws.com', 'order-query', 'GET/orders'],
      ['apigateway.amazonaws.com', 'order-query', 'GET/orders/counts'],
      ['apigateway.amazonaws.com', 'order-query', 'GET/orders/{order_id}'],
      ['apigateway.amazonaws.com', 'redrive-order', 'POST/failed-orders/redrive'],
      ['apigateway.amazonaws.com', 'redrive-order', 'POST/failed-orders/{failed_order_id}/redrive'],
    ]);
  });

  it('refuses calls on its queues that do not come over TLS', () => {
    const stack = synthesizeApplication('dev');
    const denied = Object.values(stack.data.aws_iam_policy_document)
      .flatMap(({ statement }) => statement)
      .filter(({ sid, actions }) => sid === 'RequireTls' && actions.includes('sqs:*'));

    expect(denied.map(({ resources }) => resources).sort()).toEqual([
      ['${aws_sqs_queue.order_dlq.arn}'],
      ['${aws_sqs_queue.order_queue.arn}'],
    ]);
    expect(Object.keys(stack.resource.aws_sqs_queue_policy ?? {})).toHaveLength(2);
    for (const statement of denied) {
      expect(statement).toMatchObject({
        effect: 'Deny',
        actions: ['sqs:*'],
        condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
      });
    }
  });

  it('protects its tables as the environment says', () => {
    const tablesOf = (overrides: Readonly<Record<string, unknown>>) =>
      Object.values(synthesizeApplication('dev', overrides).resource.aws_dynamodb_table ?? {});

    for (const table of tablesOf({ pointInTimeRecovery: true, deletionProtection: true })) {
      expect(table).toMatchObject({
        point_in_time_recovery: { enabled: true },
        deletion_protection_enabled: true,
      });
    }
    for (const table of tablesOf({ pointInTimeRecovery: false, deletionProtection: false })) {
      expect(table).toMatchObject({
        point_in_time_recovery: { enabled: false },
        deletion_protection_enabled: false,
      });
    }
  });

  it('goes to an emulator with everything when the environment names its endpoint', () => {
    const awsEndpointUrl = 'http://localhost:4566';
    const overrides = { awsEndpointUrl, awsProviderVersion: '5.100.0', lambdaRuntime: 'nodejs22.x' };
    const { terraform, provider, resource } = synthesizeApplication('dev', overrides);
    const used = Object.keys(resource).map((type) => type.split('_')[1]);
    const endpoints = provider.aws[0]?.endpoints as Record<string, string>[];

    expect(terraform).toMatchObject({
      backend: {
        s3: { endpoints: { s3: awsEndpointUrl }, use_path_style: true, skip_credentials_validation: true },
      },
      required_providers: { aws: { version: '5.100.0' } },
    });
    // 12 digits as access key choose the account of an emulator; the provider asks for it to make ARNs.
    const credentials = { access_key: '111111111111', secret_key: 'emulator' };
    expect(terraform.backend.s3).toMatchObject(credentials);
    expect(provider.aws[0]).toMatchObject({ ...credentials, allowed_account_ids: ['111111111111'] });
    expect(provider.aws[0]).not.toHaveProperty('skip_requesting_account_id');
    // CloudWatch Logs is a service of its own.
    for (const service of [...used, 'cloudwatchlogs'])
      expect(endpoints[0]).toHaveProperty(service ?? '', awsEndpointUrl);
    for (const definition of Object.values(resource.aws_lambda_function ?? {})) {
      expect(definition).toMatchObject({
        runtime: 'nodejs22.x',
        environment: { variables: { AWS_ENDPOINT_URL: awsEndpointUrl } },
      });
    }
  });

  it('keeps no query at an emulator, which would refuse it', () => {
    const emulated = synthesizeApplication('dev', { awsEndpointUrl: 'http://localhost:4566' });

    expect(synthesizeApplication('dev').resource).toHaveProperty('aws_cloudwatch_query_definition');
    expect(emulated.resource).not.toHaveProperty('aws_cloudwatch_query_definition');
  });

  it('sets concurrency aside for the functions the environment names, and for no other', () => {
    const { resource } = synthesizeApplication('dev', {
      reservedConcurrency: { 'fulfill-order': 20, validator: 5 },
    });
    const reserved = Object.values(resource.aws_lambda_function ?? {}).flatMap((definition) =>
      definition.reserved_concurrent_executions === undefined
        ? []
        : [[definition.function_name, definition.reserved_concurrent_executions]],
    );

    expect(Object.fromEntries(reserved)).toEqual({ 'dofs-dev-fulfill-order': 20, 'dofs-dev-validator': 5 });
  });

  it('gives fulfill-order the time the environment says', () => {
    const stack = synthesizeApplication('dev', { fulfillmentTimeoutSeconds: 60 });

    expect(byName(stack, 'aws_lambda_function', 'function_name')['fulfill-order']?.timeout).toBe(60);
    expect(byName(stack, 'aws_sqs_queue', 'name')['order-queue']?.visibility_timeout_seconds).toBe(360);
  });

  it('gathers orders as long as the environment says, and keeps them invisible that much longer', () => {
    const mappingsOf = (stack: Stack) => Object.values(stack.resource.aws_lambda_event_source_mapping ?? {});
    const stack = synthesizeApplication('dev', { fulfillmentBatchingWindowSeconds: 5 });

    expect(mappingsOf(stack).flatMap((mapping) => mapping.maximum_batching_window_in_seconds ?? [])).toEqual([
      5,
    ]);
    expect(byName(stack, 'aws_sqs_queue', 'name')['order-queue']?.visibility_timeout_seconds).toBe(65);
    for (const mapping of mappingsOf(synthesizeApplication('dev')))
      expect(mapping).not.toHaveProperty('maximum_batching_window_in_seconds');
  });

  it.each([
    ['INFO', { log_format: 'Text' }],
    ['WARN', { log_format: 'JSON', application_log_level: 'INFO', system_log_level: 'WARN' }],
  ])('lets Lambda log at level %s', (functionSystemLogLevel, expected) => {
    const { resource } = synthesizeApplication('dev', { functionSystemLogLevel });

    for (const { logging_config } of Object.values(resource.aws_lambda_function ?? {})) {
      const { log_group, ...logging } = logging_config as Record<string, unknown>;
      expect(log_group).toMatch(/^\$\{aws_cloudwatch_log_group\./);
      expect(logging).toEqual(expected);
    }
  });

  it('knows every function there is', () => {
    expect(readdirSync(join(import.meta.dirname, '../../functions')).sort()).toEqual([...FUNCTION_NAMES]);
  });

  it('says which package is missing and how to build it', () => {
    const file = join(import.meta.dirname, 'environments/local.tfvars.json');
    const config = parseConfig('local', JSON.parse(readFileSync(file, 'utf8')), file);

    expect(() => new ApplicationStack(new App(), { ...config, artifactsDirectory: '/nowhere' })).toThrow(
      /the deployment package \/nowhere\/[\w-]+\.zip of dofs-local-[\w-]+ is missing; run: /,
    );
  });
});

function prefixed(data: Stack['data']): Record<string, Record<string, unknown>> {
  return Object.fromEntries(Object.entries(data).map(([type, named]) => [`data.${type}`, named]));
}
