// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's references, not JavaScript's.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { strToU8, zipSync } from 'fflate';
import { credentialsOf } from '../../src/gateway/credentials.ts';
import { type LocalCloudOptions, startLocalCloud } from '../../src/index.ts';
import { aPolicy } from './a-policy.ts';
import { ROLE } from './test-iam.ts';

/** Answers requests, and the messages of a queue; prints a line. */
const SOURCE = `export const handler = async () => {
  process.stdout.write('worked\\n');
  return { statusCode: 200, body: 'worked' };
};`;

export const WRITE_LOGS = {
  Sid: 'WriteLogs',
  Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  Resource: '${aws_cloudwatch_log_group.worker.arn}:*',
};

interface TestStack {
  /** Statements of the policy of the role `worker`, which may write logs besides. */
  readonly role?: readonly object[];
  readonly mayLog?: boolean;
  /** Source ARN of the API's permission to invoke the function; absent: it has none. */
  readonly invokedFrom?: string;
  /** Resources beside those of every test. */
  readonly more?: Record<string, object>;
}

/** Runs a function `worker` behind `GET /work/{id}`, a queue `jobs`, a table `orders` and a workflow `flow`. */
export async function startCloud(stack: TestStack = {}, options: Partial<LocalCloudOptions> = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'iam-test-'));
  writeFileSync(join(directory, 'worker.zip'), zipSync({ 'index.mjs': strToU8(SOURCE) }));
  const json = { provider: { aws: [{ region: 'eu-west-1' }] }, resource: resources(stack) };
  writeFileSync(join(directory, 'cdk.tf.json'), JSON.stringify(json));
  const removeDirectory = () => rmSync(directory, { recursive: true, force: true });
  try {
    const cloud = await startLocalCloud({
      stackDirectory: directory,
      apiPort: 0,
      gatewayPort: 0,
      ...options,
    });
    const developer = clients(cloud.gatewayUrl, { accessKeyId: 'me', secretAccessKey: 'none' });
    const worker = clients(cloud.gatewayUrl, credentialsOf(ROLE));
    return {
      ...cloud,
      /** SDK clients of the developer and of the role. */
      developer,
      worker,
      get: (path: string) => fetch(`${cloud.apiUrls[0]}${path}`),
      async [Symbol.asyncDispose]() {
        for (const client of [...Object.values(developer), ...Object.values(worker)]) client.destroy();
        await cloud.stop();
        removeDirectory();
      },
    };
  } catch (error) {
    removeDirectory();
    throw error;
  }
}

function clients(endpoint: string, credentials: { accessKeyId: string; secretAccessKey: string }) {
  const configuration = { endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 };
  return {
    dynamodb: new DynamoDBClient(configuration),
    lambda: new LambdaClient(configuration),
    logs: new CloudWatchLogsClient(configuration),
    // Nobody resolves sync-127.0.0.1.
    sfn: new SFNClient({ ...configuration, disableHostPrefix: true }),
    sqs: new SQSClient(configuration),
  };
}

function resources({ role = [], mayLog = true, invokedFrom, more }: TestStack) {
  const api_id = '${aws_apigatewayv2_api.api.id}';
  const trust = {
    Action: 'sts:AssumeRole',
    Principal: { Service: ['lambda.amazonaws.com', 'states.amazonaws.com'] },
  };
  return {
    aws_iam_role: { worker: { name: 'worker', assume_role_policy: aPolicy(trust) } },
    aws_iam_policy: { work: { name: 'work', policy: aPolicy(...(mayLog ? [WRITE_LOGS] : []), ...role) } },
    aws_iam_role_policy_attachment: {
      work: { role: '${aws_iam_role.worker.name}', policy_arn: '${aws_iam_policy.work.arn}' },
    },
    aws_cloudwatch_log_group: { worker: { name: '/worker' } },
    aws_lambda_function: {
      worker: {
        function_name: 'worker',
        role: '${aws_iam_role.worker.arn}',
        handler: 'index.handler',
        runtime: 'nodejs24.x',
        filename: 'worker.zip',
        logging_config: { log_group: '${aws_cloudwatch_log_group.worker.name}' },
      },
    },
    aws_apigatewayv2_api: { api: { name: 'api', protocol_type: 'HTTP' } },
    aws_apigatewayv2_stage: { api: { api_id, name: '$default', auto_deploy: true } },
    aws_apigatewayv2_integration: {
      worker: {
        api_id,
        integration_type: 'AWS_PROXY',
        integration_uri: '${aws_lambda_function.worker.arn}',
        payload_format_version: '2.0',
      },
    },
    aws_apigatewayv2_route: {
      work: {
        api_id,
        route_key: 'GET /work/{id}',
        target: 'integrations/${aws_apigatewayv2_integration.worker.id}',
      },
    },
    ...(invokedFrom && {
      aws_lambda_permission: {
        api: {
          statement_id: 'Api',
          function_name: '${aws_lambda_function.worker.function_name}',
          action: 'lambda:InvokeFunction',
          principal: 'apigateway.amazonaws.com',
          source_arn: `\${aws_apigatewayv2_api.api.execution_arn}/${invokedFrom}`,
        },
      },
    }),
    aws_sqs_queue: { jobs: { name: 'jobs' } },
    aws_dynamodb_table: {
      orders: {
        name: 'orders',
        hash_key: 'id',
        attribute: [
          { name: 'id', type: 'S' },
          { name: 'status', type: 'S' },
        ],
        global_secondary_index: [{ name: 'by-status', hash_key: 'status', projection_type: 'ALL' }],
      },
    },
    aws_sfn_state_machine: {
      flow: {
        name: 'flow',
        role_arn: '${aws_iam_role.worker.arn}',
        definition: JSON.stringify({
          StartAt: 'Work',
          States: { Work: { Type: 'Task', Resource: '${aws_lambda_function.worker.arn}', End: true } },
        }),
      },
    },
    ...more,
  };
}
