import { afterEach, describe, expect, it } from '@jest/globals';
import type { AwsService } from '../../src/gateway/aws-call.ts';
import { returning, startTestApi, type TestApi } from './test-api.ts';

let api: TestApi | undefined;
afterEach(() => api?.stop());

const GROUP = '/aws/vendedlogs/apigateway/orders';

/** What is logged of one request, with the variables under their names. */
async function logOf(
  door: AwsService,
  variables: readonly string[],
  { path = '/order', ...init }: RequestInit & { path?: string } = {},
) {
  const format = JSON.stringify(Object.fromEntries(variables.map((name) => [name, `$context.${name}`])));
  api = await startTestApi(door, { accessLog: { logGroupName: GROUP, format }, timeoutMs: 200 });
  const response = await fetch(`${api.url}${path}`, { method: 'POST', body: 'secret', ...init });
  const [line, ...more] = api.logged(GROUP);
  return { response, body: await response.text(), line: JSON.parse(line ?? 'null'), more };
}

const good = returning({ statusCode: 201, body: 'stored' });

describe('access log of an HTTP API', () => {
  it('says who asked for what, and how it was answered, in one line', async () => {
    const { response, line, more } = await logOf(good, [
      'requestId',
      'identity.sourceIp',
      'requestTime',
      'httpMethod',
      'routeKey',
      'path',
      'protocol',
      'stage',
      'status',
      'responseLength',
      'integrationStatus',
      'integration.status',
      'apiId',
    ]);

    expect(line).toEqual({
      requestId: response.headers.get('apigw-requestid'),
      'identity.sourceIp': '127.0.0.1',
      requestTime: expect.stringMatching(/^\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
      httpMethod: 'POST',
      routeKey: 'POST /order',
      path: '/order',
      protocol: 'HTTP/1.1',
      stage: '$default',
      status: '201',
      responseLength: '6',
      integrationStatus: '200',
      'integration.status': '201',
      apiId: 'abc123',
    });
    expect(more).toEqual([]);
  });

  it('measures in milliseconds', async () => {
    const { line } = await logOf(good, ['responseLatency', 'integrationLatency']);

    expect(line.responseLatency).toMatch(/^\d+$/);
    expect(line.integrationLatency).toMatch(/^\d+$/);
  });

  it('has a dash for what it does not know and for what has no value', async () => {
    const { line } = await logOf(good, [
      'authorizer.error',
      'error.message',
      'integrationErrorMessage',
      'no.such',
    ]);

    expect(Object.values(line)).toEqual(['-', '-', '-', '-']);
  });

  it.each<[string, AwsService, number, RegExp]>([
    [
      'failed',
      async () => ({ statusCode: 200, headers: { 'x-amz-function-error': 'Unhandled' }, body: '{}' }),
      500,
      /^place failed: Unhandled$/,
    ],
    ['returned nonsense', returning({ statusCode: 'x' }), 500, /^what place returned is no response$/],
    ['hangs', () => new Promise(() => {}), 503, /^place has not answered within 200 ms$/],
    ['could not be invoked', () => Promise.reject(new Error('no "way"')), 500, /^no "way"$/],
  ])('says why when the function %s', async (_, door, status, reason) => {
    const { line, body } = await logOf(door, ['status', 'integrationErrorMessage', 'error.message']);

    expect(line.status).toBe(String(status));
    expect(line.integrationErrorMessage).toMatch(reason);
    expect(line['error.message']).toBe(JSON.parse(body).message);
  });

  it('logs a request that no route takes', async () => {
    const { line } = await logOf(good, ['routeKey', 'status', 'error.message'], { path: '/nowhere' });

    expect(line).toEqual({ routeKey: '-', status: '404', 'error.message': 'Not Found' });
  });

  it('lets no client write a line of its own', async () => {
    const path = '/order%22%7D%0A%7B%22status%22:%22200';
    const { line, more } = await logOf(good, ['path'], { path });

    expect(line).toEqual({ path: decodeURIComponent(path) });
    expect(more).toEqual([]);
  });

  it('is written only where the stage has one', async () => {
    api = await startTestApi(good);
    await fetch(`${api.url}/order`, { method: 'POST' });

    expect(api.logged(GROUP)).toEqual([]);
  });
});
