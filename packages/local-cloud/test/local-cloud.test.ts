import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import type { FaultKind } from '../src/faults/fault-kinds.ts';
import { FaultOptionsError } from '../src/faults/fault-options.ts';
import type { InjectedFault } from '../src/faults/injected-fault.ts';
import {
  type LocalCloud,
  type LocalCloudOptions,
  PortInUseError,
  StackError,
  startLocalCloud,
} from '../src/index.ts';
import { aPolicy } from './iam/a-policy.ts';

let directory: string;
let running: LocalCloud[];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'local-cloud-test-'));
  running = [];
});
afterEach(async () => {
  for (const cloud of running) await cloud.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** A stack with a function behind `GET /<name>` for each source, and a queue that feeds the function `consume`. */
function writeStack(sources: Record<string, string>, more: Record<string, object> = {}): void {
  const names = Object.keys(sources);
  const each = <Value>(value: (name: string) => Value) =>
    Object.fromEntries(names.map((name) => [name, value(name)]));
  for (const [name, source] of Object.entries(sources)) {
    writeFileSync(join(directory, `${name}.zip`), zipSync({ 'index.mjs': strToU8(source) }));
  }
  const resource = {
    aws_iam_role: {
      any: {
        name: 'any',
        assume_role_policy: aPolicy({
          Action: 'sts:AssumeRole',
          Principal: { Service: 'lambda.amazonaws.com' },
        }),
        inline_policy: [{ name: 'logs', policy: aPolicy({ Action: 'logs:*', Resource: '*' }) }],
      },
    },
    aws_lambda_permission: each((name) => ({
      function_name: name,
      action: 'lambda:InvokeFunction',
      principal: 'apigateway.amazonaws.com',
      source_arn: '${aws_apigatewayv2_api.http.execution_arn}/*/*',
    })),
    aws_lambda_function: each((name) => ({
      function_name: name,
      role: '${aws_iam_role.any.arn}',
      handler: 'index.handler',
      runtime: 'nodejs24.x',
      filename: `${name}.zip`,
      timeout: 2,
    })),
    aws_apigatewayv2_api: { http: { name: 'http', protocol_type: 'HTTP' } },
    aws_apigatewayv2_stage: {
      http: { api_id: '${aws_apigatewayv2_api.http.id}', name: '$default', auto_deploy: true },
    },
    aws_apigatewayv2_integration: each((name) => ({
      api_id: '${aws_apigatewayv2_api.http.id}',
      integration_type: 'AWS_PROXY',
      integration_uri: `\${aws_lambda_function.${name}.arn}`,
      payload_format_version: '2.0',
    })),
    aws_apigatewayv2_route: each((name) => ({
      api_id: '${aws_apigatewayv2_api.http.id}',
      route_key: `GET /${name}`,
      target: `integrations/\${aws_apigatewayv2_integration.${name}.id}`,
    })),
    ...more,
  };
  const stack = { provider: { aws: [{ region: 'eu-central-1' }] }, resource };
  writeFileSync(join(directory, 'cdk.tf.json'), JSON.stringify(stack));
}

async function start(options: Partial<LocalCloudOptions> = {}): Promise<LocalCloud> {
  const cloud = await startLocalCloud({ stackDirectory: directory, apiPort: 0, gatewayPort: 0, ...options });
  running.push(cloud);
  return cloud;
}

const GOOD = 'export const handler = async () => ({ statusCode: 200, body: "good" });';

describe('startLocalCloud', () => {
  it.each([
    ['throws at start', 'throw new Error("no start");'],
    ['times out', 'export const handler = () => new Promise((resolve) => setTimeout(resolve, 60_000));'],
    ['exits', 'export const handler = async () => process.exit(3);'],
    ['returns nonsense', 'export const handler = async () => ({ statusCode: "nonsense" });'],
    ['returns what is no JSON', 'export const handler = async () => 1n;'],
    ['throws', 'export const handler = async () => { throw new TypeError("no"); };'],
  ])('answers 500 for a function that %s, and goes on for the others', async (_, bad) => {
    writeStack({ good: GOOD, bad });
    const { apiUrls } = await start();
    const statuses: number[] = [];
    for (const name of ['bad', 'good', 'bad', 'good']) {
      statuses.push((await fetch(`${apiUrls[0]}/${name}`)).status);
    }

    expect(statuses).toEqual([500, 200, 500, 200]);
  });

  describe('faults', () => {
    const always = (kind: FaultKind) => ({ seed: 7, rate: 1, kinds: [kind] });

    it('are injected from the start on, told of, and stopped', async () => {
      writeStack({ good: GOOD });
      const told: InjectedFault[] = [];
      const { apiUrls, faults } = await start({
        faults: { ...always('error'), calls: ['execute-api:Invoke'] },
        onFault: (fault) => told.push(fault),
      });
      const hit = await fetch(`${apiUrls[0]}/good`);
      faults.stop();
      const spared = await fetch(`${apiUrls[0]}/good`);

      expect([hit.status, spared.status]).toEqual([503, 200]);
      expect(told).toMatchObject([
        { kind: 'error', target: 'execute-api:Invoke', detail: 'GET /good', sequence: 1 },
      ]);
      expect(faults.injected()).toEqual(told);
      expect(faults.counts()).toMatchObject({ error: 1, throttle: 0 });
    });

    it.each([
      ['kill-after', 500],
      ['throttle', 429],
    ] as const)('%s can be started later, and a client of the API sees %d', async (kind, status) => {
      writeStack({ good: GOOD });
      const { apiUrls, faults } = await start();
      const before = await fetch(`${apiUrls[0]}/good`);
      faults.start(always(kind));
      const under = await fetch(`${apiUrls[0]}/good`);
      faults.stop();
      const after = await fetch(`${apiUrls[0]}/good`);

      expect([before.status, under.status, after.status]).toEqual([200, status, 200]);
    });

    it('that cannot be stop the start', async () => {
      writeStack({ good: GOOD });
      await expect(start({ faults: { ...always('error'), rate: 7 } })).rejects.toThrow(FaultOptionsError);
    });
  });

  it('tells of each line a function prints, under its log group', async () => {
    writeStack({
      good: `export const handler = async () => { process.stdout.write("said\\n"); return {}; };`,
    });
    const lines: string[] = [];
    const { apiUrls } = await start({ onLog: (group, { message }) => lines.push(`${group} ${message}`) });
    await fetch(`${apiUrls[0]}/good`);

    expect(lines).toContain('/aws/lambda/good said');
  });

  it('logs each request to an API as its stage says, where the CloudWatch Logs API shows it', async () => {
    writeStack(
      { good: GOOD },
      {
        aws_cloudwatch_log_group: { access: { name: '/aws/vendedlogs/apigateway/http' } },
        aws_apigatewayv2_stage: {
          http: {
            api_id: '${aws_apigatewayv2_api.http.id}',
            name: '$default',
            auto_deploy: true,
            access_log_settings: {
              destination_arn: '${aws_cloudwatch_log_group.access.arn}',
              format: '$context.httpMethod $context.routeKey $context.status',
            },
          },
        },
      },
    );
    const { apiUrls, gatewayUrl } = await start();
    await fetch(`${apiUrls[0]}/good`);
    await fetch(`${apiUrls[0]}/bad`);
    const logs = new CloudWatchLogsClient({
      endpoint: gatewayUrl,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'me', secretAccessKey: 'none' },
    });
    const { events } = await logs.send(
      new FilterLogEventsCommand({ logGroupName: '/aws/vendedlogs/apigateway/http' }),
    );
    logs.destroy();

    expect(events?.map(({ message }) => message)).toEqual(['GET GET /good 200', 'GET - 404']);
  });

  it('runs an API with CORS and an authorizer, which nobody asks', async () => {
    const api_id = '${aws_apigatewayv2_api.http.id}';
    writeStack(
      { good: GOOD },
      {
        aws_apigatewayv2_api: {
          http: {
            name: 'http',
            protocol_type: 'HTTP',
            cors_configuration: [{ allow_origins: ['https://shop.example.com'] }],
          },
        },
        aws_apigatewayv2_authorizer: { jwt: { api_id, name: 'jwt', authorizer_type: 'JWT' } },
        aws_apigatewayv2_route: {
          good: {
            api_id,
            route_key: 'GET /good',
            target: 'integrations/${aws_apigatewayv2_integration.good.id}',
            authorization_type: 'JWT',
            authorizer_id: '${aws_apigatewayv2_authorizer.jwt.id}',
          },
        },
      },
    );
    const { apiUrls, stack } = await start();
    const answer = await fetch(`${apiUrls[0]}/good`, { headers: { origin: 'https://shop.example.com' } });

    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example.com');
    expect(stack.httpApis[0]?.routes).toMatchObject([{ routeKey: 'GET /good', authorizationType: 'JWT' }]);
  });

  it('names what does not run locally and refuses a kind it does not know, leaving nothing behind', async () => {
    writeStack(
      { good: GOOD },
      { aws_cloudwatch_dashboard: { all: { dashboard_name: 'all', dashboard_body: '{}' } } },
    );
    expect((await start()).stack.withoutLocalMeaning).toEqual(['aws_cloudwatch_dashboard.all']);

    writeStack({ good: GOOD }, { aws_elasticache_cluster: { cache: {} } });
    const starting = start();
    await expect(starting).rejects.toThrow(StackError);
    await expect(starting).rejects.toThrow(/aws_elasticache_cluster\.cache/);
  });

  it.each(['gatewayPort', 'apiPort'] as const)(
    'says which port is in use, and frees the other: %s',
    async (option) => {
      writeStack({ good: GOOD });
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as { port: number };
      const error = await start({ [option]: port }).catch((reason: unknown) => reason);
      await new Promise((resolve) => server.close(resolve));

      expect(error).toBeInstanceOf(PortInUseError);
      expect(error).toMatchObject({ port });
      await start({ [option]: port });
    },
  );

  it('keeps what is in a queue between runs in a data directory', async () => {
    const queue = { jobs: { name: 'jobs', visibility_timeout_seconds: 30 } };
    writeStack({ good: GOOD }, { aws_sqs_queue: queue });
    mkdirSync(join(directory, 'data'));
    const dataDirectory = join(directory, 'data');
    const sqs = async ({ gatewayUrl }: LocalCloud, action: string, input: object) => {
      const response = await fetch(gatewayUrl, {
        method: 'POST',
        headers: {
          authorization:
            'AWS4-HMAC-SHA256 Credential=me/20260101/eu-central-1/sqs/aws4_request, SignedHeaders=host, Signature=0',
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': `AmazonSQS.${action}`,
        },
        body: JSON.stringify({ QueueUrl: 'http://127.0.0.1/000000000000/jobs', ...input }),
      });
      return response.json() as Promise<{ Messages?: { Body: string }[] }>;
    };
    const first = await start({ dataDirectory });
    await sqs(first, 'SendMessage', { MessageBody: 'kept' });
    await first.stop();
    const second = await start({ dataDirectory });

    expect((await sqs(second, 'ReceiveMessage', {})).Messages).toMatchObject([{ Body: 'kept' }]);
  });
});
