import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { runSmoke } from '../src/smoke/run-smoke.ts';
import { createTarget } from '../src/smoke/target.ts';
import type { RouteAuthorization } from '../src/stack-names.ts';

const names = {
  region: 'us-east-1',
  accountId: '000000000000',
  ordersTable: 'orders',
  failedOrdersTable: 'failed-orders',
  orderQueue: 'order-queue',
  deadLetterQueue: 'order-dlq',
  stateMachine: 'order-workflow',
  workflowType: 'STANDARD',
  workflowLogGroup: '/aws/vendedlogs/states/order-workflow',
  workflowLogLevel: 'ALL',
  placeOrderAuthorization: 'NONE',
  operatorAuthorization: 'AWS_IAM',
  functionLogGroups: new Map(),
} as const;

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The lines the smoke test prints for an API that answers everything alike, and the first request it got. */
async function smokeAgainst(
  status: number,
  answer: string,
  placeOrderAuthorization: RouteAuthorization = 'NONE',
) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    received.push({ headers: request.headers, body: await text(request) });
    response.writeHead(status).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const lines: string[] = [];
  const target = createTarget({
    apiUrl,
    endpoint: apiUrl,
    names: { ...names, placeOrderAuthorization },
    region: 'us-east-1',
    timeoutSeconds: 1,
    token: 'the-token',
  });
  const passed = await runSmoke(target, (line) => lines.push(line));
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  const [order = { headers: {}, body: '' }] = received;
  return { passed, lines, order };
}

describe('runSmoke', () => {
  it('fails at the first step when the API does not answer 200, and says what it answered', async () => {
    const { passed, lines } = await smokeAgainst(503, 'down');

    expect(passed).toBe(false);
    expect(lines).toEqual([expect.stringMatching(/^FAIL {2}1\. .*expected HTTP 200, got 503: down/)]);
  });

  it('fails at the second step when nothing ran behind the API', async () => {
    const { passed, lines } = await smokeAgainst(200, '{"message":"Validation passed"}');

    expect(passed).toBe(false);
    expect(lines).toEqual([expect.stringMatching(/^ok {4}1\. /), expect.stringMatching(/^FAIL {2}2\. /)]);
  });

  it('sends no authorization to an open API', async () => {
    const { order } = await smokeAgainst(503, 'down');

    expect(order.headers).not.toHaveProperty('authorization');
  });

  it('sends the token to an API that takes one', async () => {
    const { order } = await smokeAgainst(503, 'down', 'JWT');

    expect(order.headers).toMatchObject({
      authorization: 'Bearer the-token',
      'content-type': 'application/json',
    });
  });

  it('refuses to start without the token it needs, and names the variable', () => {
    const options = { apiUrl: 'https://api.example.com', region: 'us-east-1', timeoutSeconds: 1 };
    const jwt = { ...names, placeOrderAuthorization: 'JWT' as const };

    for (const token of [undefined, '']) {
      expect(() => createTarget({ ...options, names: jwt, token })).toThrow(/SMOKE_TOKEN is not set/);
    }
  });

  it('signs its requests to an API that needs IAM', async () => {
    const { order } = await smokeAgainst(503, 'down', 'AWS_IAM');
    const { authorization = '', ...headers } = order.headers;
    const [, date, signedHeaders = '', signature] =
      /^AWS4-HMAC-SHA256 Credential=\d{12}\/(\d{8})\/us-east-1\/execute-api\/aws4_request, SignedHeaders=([\w;-]+), Signature=(\w+)$/.exec(
        authorization,
      ) ?? [];

    expect(signedHeaders.split(';')).toEqual(
      expect.arrayContaining(['host', 'x-amz-content-sha256', 'x-amz-date']),
    );
    expect(headers['x-amz-content-sha256']).toBe(sha256(order.body));
    expect(headers['x-amz-date']).toMatch(new RegExp(`^${date}T\\d{6}Z$`));
    expect(signature).toBe(signatureOf(headers, signedHeaders));
  });
});

const sha256 = (data: string) => createHash('sha256').update(data).digest('hex');

/** The signature of `POST /order` by the secret key `local`: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
function signatureOf(headers: IncomingHttpHeaders, signedHeaders: string): string {
  const canonicalHeaders = signedHeaders.split(';').map((name) => `${name}:${headers[name]}\n`);
  const canonicalRequest = [
    'POST',
    '/order',
    '',
    canonicalHeaders.join(''),
    signedHeaders,
    headers['x-amz-content-sha256'],
  ].join('\n');
  const time = String(headers['x-amz-date']);
  const scope = [time.slice(0, 8), 'us-east-1', 'execute-api', 'aws4_request'];
  const key = scope.reduce<string | Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    'AWS4local',
  );
  const toSign = ['AWS4-HMAC-SHA256', time, scope.join('/'), sha256(canonicalRequest)].join('\n');
  return createHmac('sha256', key).update(toSign).digest('hex');
}
