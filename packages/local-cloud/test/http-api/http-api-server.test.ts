import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { AwsCall, AwsResponse, AwsService } from '../../src/gateway/aws-call.ts';
import { type HttpApiServer, startHttpApi } from '../../src/http-api/http-api-server.ts';
import { LogStore } from '../../src/logs/log-store.ts';

const servers: HttpApiServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

const api = {
  name: 'orders',
  apiId: 'abc123',
  executionArn: 'arn:aws:execute-api:eu-central-1:000000000000:abc123',
  routes: [
    { routeKey: 'POST /order', functionName: 'place', authorizationType: 'NONE' as const },
    { routeKey: 'GET /orders/{order_id}', functionName: 'query', authorizationType: 'NONE' as const },
  ],
};

const logs = new LogStore({ logGroupNames: [] });

async function start(door: AwsService, others: { timeoutMs?: number; onError?: () => void } = {}) {
  const server = await startHttpApi({ api, port: 0, accountId: '000000000000', door, logs, ...others });
  servers.push(server);
  return server.url;
}

/** A function whose payload is `result`, or that text as it stands. */
function returning(result: unknown, headers: Record<string, string> = {}) {
  const calls: AwsCall[] = [];
  const door: AwsService = async (call): Promise<AwsResponse> => {
    calls.push(call);
    return { statusCode: 200, headers, body: typeof result === 'string' ? result : JSON.stringify(result) };
  };
  return { door, calls, event: (index = 0) => JSON.parse(calls[index]?.body.toString() ?? 'null') };
}

const post = (url: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/order`, { method: 'POST', body, headers });

describe('startHttpApi', () => {
  it('invokes the function of the route with an event of payload format 2.0', async () => {
    const fn = returning({ statusCode: 202, body: 'ok' });
    const url = await start(fn.door);

    const response = await fetch(`${url}/orders/a%20b%C3%A9?x=1&y=a%20b&x=2&z`, {
      headers: { cookie: 'a=1; b=2', 'X-Mixed-Case': 'yes', 'user-agent': 'test' },
    });

    expect([response.status, await response.text()]).toEqual([202, 'ok']);
    expect(fn.calls[0]).toMatchObject({
      service: 'lambda',
      action: 'Invoke',
      principal: 'apigateway.amazonaws.com',
      path: '/2015-03-31/functions/query/invocations',
    });
    expect(fn.event()).toMatchObject({
      version: '2.0',
      routeKey: 'GET /orders/{order_id}',
      rawPath: '/orders/a bé',
      rawQueryString: 'x=1&y=a%20b&x=2&z',
      cookies: ['a=1', 'b=2'],
      headers: { 'x-mixed-case': 'yes', 'x-forwarded-proto': 'http' },
      queryStringParameters: { x: '1,2', y: 'a b', z: '' },
      pathParameters: { order_id: 'a bé' },
      requestContext: {
        accountId: '000000000000',
        apiId: 'abc123',
        domainName: '127.0.0.1',
        http: {
          method: 'GET',
          path: '/orders/a bé',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: 'test',
        },
        requestId: response.headers.get('apigw-requestid'),
        routeKey: 'GET /orders/{order_id}',
        stage: '$default',
      },
      isBase64Encoded: false,
    });
    expect(fn.event().requestContext.time).toMatch(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
    expect(fn.event()).not.toHaveProperty('body');
    expect(fn.event().headers).not.toHaveProperty('cookie');
  });

  it.each([
    ['application/json', '{"a":"é"}', false],
    ['application/json; charset=utf-8', '{}', false],
    ['application/cloudevents+json', '{}', false],
    ['text/csv', 'a,b', false],
    ['application/xml', '<a/>', false],
    ['application/x-www-form-urlencoded', 'a=1', true],
    ['application/octet-stream', 'é', true],
  ])('passes a body of %s on, as text or base64', async (contentType, body, isBase64Encoded) => {
    const fn = returning({ statusCode: 200 });
    const url = await start(fn.door);
    await post(url, body, { 'content-type': contentType });
    expect(fn.event()).toMatchObject({
      isBase64Encoded,
      body: isBase64Encoded ? Buffer.from(body).toString('base64') : body,
    });
  });

  it('sends status, headers and cookies of the result', async () => {
    const fn = returning({
      statusCode: 201,
      headers: { 'X-Id': 7, 'Content-Type': 'application/problem+json', Connection: 'close' },
      cookies: ['a=1; Secure', 'b=2'],
      body: '{}',
    });
    const response = await post(await start(fn.door), '{}');
    expect(response.status).toBe(201);
    expect(response.headers.get('x-id')).toBe('7');
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.getSetCookie()).toEqual(['a=1; Secure', 'b=2']);
  });

  it('decodes a base64 body, and sends none with a 204', async () => {
    const binary = await post(
      await start(returning({ statusCode: 200, isBase64Encoded: true, body: '/wA=' }).door),
      '',
    );
    expect([...new Uint8Array(await binary.arrayBuffer())]).toEqual([255, 0]);
    const empty = await post(await start(returning({ statusCode: 204, body: 'x' }).door), '');
    expect([empty.status, await empty.text()]).toEqual([204, '']);
  });

  it.each([
    [{ id: 1 }, '{"id":1}'],
    [[1], '[1]'],
    ['"Hello"', 'Hello'],
    [null, 'null'],
  ])('takes a result without status code for the body: %j', async (result, body) => {
    const response = await post(await start(returning(result).door), '');
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      200,
      'application/json',
      body,
    ]);
  });

  it.each([
    ['text that is not JSON', returning('nonsense').door],
    ['a wrong status code', returning({ statusCode: 'ok' }).door],
    ['an impossible status code', returning({ statusCode: 99 }).door],
    ['a body that is no text', returning({ statusCode: 200, body: {} }).door],
    ['headers that are no texts', returning({ statusCode: 200, headers: { a: [] } }).door],
    ['a header HTTP does not allow', returning({ statusCode: 200, headers: { a: 'b\nc' } }).door],
    ['a function error', returning({ errorMessage: 'x' }, { 'x-amz-function-error': 'Unhandled' }).door],
    ['a failed invocation', async () => Promise.reject(new Error('throttled'))],
  ])('answers 500 to %s', async (_, door) => {
    const response = await post(await start(door as AwsService, { onError: () => {} }), '');
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      500,
      'application/json',
      '{"message":"Internal Server Error"}',
    ]);
    expect(response.headers.get('apigw-requestid')).toBeTruthy();
  });

  it('answers 503 when the function takes too long', async () => {
    const response = await post(await start(() => new Promise(() => {}), { timeoutMs: 10 }), '');
    expect([response.status, await response.json()]).toEqual([503, { message: 'Service Unavailable' }]);
  });

  it('answers 404 to a request without route, 400 to a broken path', async () => {
    const fn = returning({});
    const url = await start(fn.door);
    const unknown = await fetch(`${url}/nowhere`);
    expect([unknown.status, await unknown.json()]).toEqual([404, { message: 'Not Found' }]);
    const broken = await fetch(`${url}/orders/%ff`);
    expect([broken.status, await broken.json()]).toEqual([400, { message: 'Bad Request' }]);
    expect(fn.calls).toHaveLength(0);
  });

  it('takes a body of 10 MB and refuses a longer one', async () => {
    const fn = returning({ statusCode: 200 });
    const url = await start(fn.door);
    const limit = 10 * 1024 * 1024;
    expect((await post(url, 'x'.repeat(limit))).status).toBe(200);
    const tooLong = await post(url, 'x'.repeat(limit + 1));
    expect([tooLong.status, await tooLong.json()]).toEqual([413, { message: 'Request Entity Too Large' }]);
    expect(fn.calls).toHaveLength(1);
  });

  it('survives a client that does not wait for its answer', async () => {
    const invoked = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<AwsResponse>();
    let calls = 0;
    const url = await start(() => {
      calls += 1;
      invoked.resolve();
      return finish.promise;
    });

    const gone = Promise.withResolvers<void>();
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
      socket.write('POST /order HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n');
    });
    socket.on('close', () => gone.resolve());
    await invoked.promise;
    socket.destroy();
    await gone.promise;
    finish.resolve({ statusCode: 200, headers: {}, body: '{}' });

    expect((await post(url, '')).status).toBe(200);
    expect(calls).toBe(2);
  });

  it('answers what is under way before it stops', async () => {
    const invoked = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<AwsResponse>();
    const server = await startHttpApi({
      api,
      port: 0,
      accountId: '000000000000',
      logs,
      door: () => {
        invoked.resolve();
        return finish.promise;
      },
    });

    const answer = post(server.url, '');
    await invoked.promise;
    const stopped = server.stop();
    finish.resolve({ statusCode: 200, headers: {}, body: '{"done":true}' });

    expect(await (await answer).json()).toEqual({ done: true });
    await stopped;
    await expect(post(server.url, '')).rejects.toThrow();
  });
});
