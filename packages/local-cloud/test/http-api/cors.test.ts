import { afterEach, describe, expect, it } from '@jest/globals';
import type { CorsSpec, HttpApiSpec } from '../../src/stack/stack.ts';
import { returning, startTestApi, type TestApi } from './test-api.ts';

let api: TestApi | undefined;
afterEach(() => api?.stop());

const SHOP = 'https://shop.example.com';
const cors: CorsSpec = {
  allowOrigins: [SHOP],
  allowMethods: ['POST'],
  allowHeaders: ['Content-Type', 'Authorization'],
  exposeHeaders: ['Location'],
  allowCredentials: false,
  maxAgeSeconds: 60,
};

/** The CORS headers of an answer of an API whose function sets some of its own. */
async function ask(spec: Partial<HttpApiSpec>, init: RequestInit & { path?: string }) {
  const headers = { 'access-control-allow-origin': 'https://other.example.com', location: '/orders/1' };
  api = await startTestApi(returning({ statusCode: 200, headers, body: 'from the function' }), spec);
  const { path = '/order', ...rest } = init;
  const response = await fetch(`${api.url}${path}`, rest);
  const ofCors = [...response.headers].filter(([name]) => name.startsWith('access-control-'));
  return { status: response.status, body: await response.text(), cors: Object.fromEntries(ofCors) };
}

const preflight = (origin: string) => ({
  method: 'OPTIONS',
  headers: { origin, 'access-control-request-method': 'POST' },
});

describe('CORS of an HTTP API', () => {
  it('answers the preflight of an allowed origin by itself, whatever routes there are', async () => {
    expect(await ask({ cors }, { ...preflight(SHOP), path: '/nowhere' })).toEqual({
      status: 204,
      body: '',
      cors: {
        'access-control-allow-origin': SHOP,
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': 'Content-Type,Authorization',
        'access-control-max-age': '60',
      },
    });
  });

  it.each([
    ['another origin', preflight('https://shop.example.com.evil.example')],
    ['no origin', { method: 'OPTIONS', headers: { 'access-control-request-method': 'POST' } }],
    ['no method', { method: 'OPTIONS', headers: { origin: SHOP } }],
  ])('allows nothing to a preflight with %s', async (_, init) => {
    expect(await ask({ cors }, init)).toEqual({ status: 204, body: '', cors: {} });
  });

  it('puts its headers in place of those of the function', async () => {
    expect(await ask({ cors }, { method: 'POST', headers: { origin: SHOP } })).toEqual({
      status: 200,
      body: 'from the function',
      cors: { 'access-control-allow-origin': SHOP, 'access-control-expose-headers': 'Location' },
    });
  });

  it('answers another origin without CORS headers', async () => {
    expect(
      await ask({ cors }, { method: 'POST', headers: { origin: 'https://evil.example' } }),
    ).toMatchObject({
      status: 200,
      cors: {},
    });
  });

  it.each([
    [['*'], 'http://localhost:5173', '*'],
    [['https://*'], 'https://any.example.com', 'https://any.example.com'],
    [['https://*'], 'http://any.example.com', undefined],
  ])('with origins %j answers %s with %s', async (allowOrigins, origin, allowed) => {
    const { cors: headers } = await ask({ cors: { ...cors, allowOrigins } }, preflight(origin));

    expect(headers['access-control-allow-origin']).toBe(allowed);
  });

  it('says that credentials may be sent where they may', async () => {
    const credentials = { ...cors, allowCredentials: true };

    expect((await ask({ cors: credentials }, preflight(SHOP))).cors).toMatchObject({
      'access-control-allow-credentials': 'true',
    });
  });

  it('leaves OPTIONS to a route that takes it', async () => {
    const routes = [{ routeKey: '$default', functionName: 'any', authorizationType: 'NONE' as const }];

    expect(await ask({ cors, routes }, preflight(SHOP))).toMatchObject({
      status: 200,
      body: 'from the function',
    });
  });

  it('without a configuration answers no preflight and leaves the function its headers', async () => {
    expect(await ask({}, preflight(SHOP))).toMatchObject({ status: 404, cors: {} });
    await api?.stop();
    expect(await ask({}, { method: 'POST', headers: { origin: SHOP } })).toMatchObject({
      cors: { 'access-control-allow-origin': 'https://other.example.com' },
    });
  });
});
