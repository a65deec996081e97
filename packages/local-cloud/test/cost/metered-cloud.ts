// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's references, not JavaScript's.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { strToU8, zipSync } from 'fflate';
import type { CountedUnit } from '../../src/cost/billable-unit.ts';
import { type LocalCloudOptions, startLocalCloud, usageBetween } from '../../src/index.ts';

/** Fails the first two times that it is asked for an order of this id. */
const WORK = `let calls = 0;
export const handler = async (event) => {
  if (event.fails && ++calls <= 2) throw new RangeError('not yet');
  process.stdout.write('five\\n');
  return { statusCode: 200, body: 'done' };
};`;

const TASK = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'work', 'Payload.$': '$' },
  Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 3 }],
};
const DEFINITION = JSON.stringify({
  StartAt: 'Work',
  States: {
    Work: { ...TASK, Next: 'Pass' },
    Pass: { Type: 'Pass', Next: 'Done' },
    Done: { Type: 'Succeed' },
  },
});

const machine = (type: string) => ({
  name: type.toLowerCase(),
  type,
  role_arn: '${aws_iam_role.any.arn}',
  definition: DEFINITION,
});

const RESOURCE = {
  aws_iam_role: { any: { name: 'any', assume_role_policy: '{}' } },
  aws_dynamodb_table: {
    things: {
      name: 'things',
      hash_key: 'id',
      attribute: ['id', 'status'].map((name) => ({ name, type: 'S' })),
      global_secondary_index: [
        { name: 'by-status', hash_key: 'status', projection_type: 'INCLUDE', non_key_attributes: ['note'] },
      ],
    },
  },
  aws_sqs_queue: { queue: { name: 'queue' }, idle: { name: 'idle' } },
  aws_lambda_function: {
    work: {
      function_name: 'work',
      role: '${aws_iam_role.any.arn}',
      handler: 'index.handler',
      runtime: 'nodejs24.x',
      filename: 'work.zip',
      memory_size: 256,
      logging_config: { log_format: 'JSON', system_log_level: 'WARN' },
    },
  },
  aws_sfn_state_machine: { standard: machine('STANDARD'), express: machine('EXPRESS') },
  aws_apigatewayv2_api: { http: { name: 'api', protocol_type: 'HTTP' } },
  aws_apigatewayv2_stage: {
    http: { api_id: '${aws_apigatewayv2_api.http.id}', name: '$default', auto_deploy: true },
  },
  aws_apigatewayv2_integration: {
    work: {
      api_id: '${aws_apigatewayv2_api.http.id}',
      integration_type: 'AWS_PROXY',
      integration_uri: '${aws_lambda_function.work.arn}',
      payload_format_version: '2.0',
    },
  },
  aws_apigatewayv2_route: {
    work: {
      api_id: '${aws_apigatewayv2_api.http.id}',
      route_key: 'POST /work',
      target: 'integrations/${aws_apigatewayv2_integration.work.id}',
    },
  },
};

/** A local cloud with one resource of each kind that is billed. */
export async function startMeteredCloud(options: Partial<LocalCloudOptions> = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'metered-cloud-'));
  writeFileSync(join(directory, 'work.zip'), zipSync({ 'index.mjs': strToU8(WORK) }));
  const stack = { provider: { aws: [{ region: 'eu-central-1' }] }, resource: RESOURCE };
  writeFileSync(join(directory, 'cdk.tf.json'), JSON.stringify(stack));
  const cloud = await startLocalCloud({
    stackDirectory: directory,
    apiPort: 0,
    gatewayPort: 0,
    timeScale: 1000,
    // Its roles say nothing: who may do what is not what is metered.
    enforceIam: false,
    ...options,
  });
  const client = {
    endpoint: cloud.gatewayUrl,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'me', secretAccessKey: 'none' },
  };
  const dynamodb = new DynamoDBClient(client);
  const sqs = new SQSClient(client);
  // Without the prefix of StartSyncExecution's host, which is not to be resolved here.
  const stepFunctions = new SFNClient({ ...client, disableHostPrefix: true });
  return {
    cloud,
    dynamodb,
    sqs,
    stepFunctions,
    queueUrl: (name: string) => `${cloud.gatewayUrl}/000000000000/${name}`,
    stateMachineArn: (name: string) => `arn:aws:states:eu-central-1:000000000000:stateMachine:${name}`,
    /** What `work` used, as `unit resource`. */
    async used(work: () => Promise<unknown>): Promise<Partial<Record<`${CountedUnit} ${string}`, number>>> {
      const before = cloud.costs.read();
      await work();
      const { units } = usageBetween(before, cloud.costs.read());
      return Object.fromEntries(
        units.map(({ unit, resource, units: count }) => [`${unit} ${resource}`, count]),
      );
    },
    async stop() {
      for (const each of [dynamodb, sqs, stepFunctions]) each.destroy();
      await cloud.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
