import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PortInUseError } from 'local-cloud';
import { jsonAnswer } from '../../src/console/answer.ts';
import { type ConsoleServer, startConsoleServer } from '../../src/console/start-console-server.ts';
import { send } from './request.ts';

const ASSET = 'assets/index-CLlQSjnC.js';

let directory: string;
let api: Server;
let apiUrl: string;
let server: ConsoleServer;
const told: string[] = [];

const get = (path: string, headers = {}) => send(server.url, path, { headers });
/** What happens at the API of a test: its requests come here. */
let onRequest: (incoming: IncomingMessage) => void = () => {};

function start(options: { port?: number; apiUrl?: string } = {}): Promise<ConsoleServer> {
  return startConsoleServer({
    port: 0,
    filesDirectory: join(directory, 'dist'),
    apiUrl,
    localRoutes: async ({ method }, path) => {
      told.push(`${method} ${path}`);
      return jsonAnswer({ path });
    },
    ...options,
  });
}

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'console-test-'));
  mkdirSync(join(directory, 'dist/assets'), { recursive: true });
  writeFileSync(join(directory, 'dist/index.html'), '<!doctype html><title>console</title>');
  writeFileSync(join(directory, 'dist', ASSET), 'run()');
  writeFileSync(join(directory, 'dist/icon.svg'), '<svg/>');
  writeFileSync(join(directory, 'dist/.sources'), 'hidden');
  writeFileSync(join(directory, 'secret.txt'), 'secret');
  writeFileSync(join(directory, 'secret'), 'secret');
  api = createServer(async (incoming, response) => {
    onRequest(incoming);
    const { method, url, headers } = incoming;
    if (url === '/cut') return response.destroy();
    const body = await text(incoming).catch(() => 'cut off');
    response.writeHead(url === '/order' ? 409 : 200, {
      'content-type': 'application/json',
      'content-security-policy': 'default-src *',
      'idempotent-replayed': 'true',
      'set-cookie': ['a=1', 'b=2'],
      connection: 'close, x-hop',
      'x-hop': 'of this connection',
    });
    response.end(JSON.stringify({ method, url, headers, body }));
  }).listen(0, '127.0.0.1');
  await once(api, 'listening');
  apiUrl = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  server = await start();
});

afterAll(async () => {
  await server.stop();
  api.close();
  rmSync(directory, { recursive: true, force: true });
});

describe('the files of the console', () => {
  it.each(['/', '/console', '/console?a=b'])('are where %s leads to', async (path) => {
    expect(await get(path)).toMatchObject({ status: 302, headers: { location: '/console/' } });
  });

  it.each(['/console/', '/console/orders/test001', '/console/index.html', '/console/?a=b'])(
    'answer %s with the page, which is asked for anew each time',
    async (path) => {
      const { status, headers, body } = await get(path);

      expect(status).toBe(200);
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
      });
      expect(body).toContain('<title>console</title>');
      expect(await get(path, { 'if-none-match': headers.etag })).toMatchObject({ status: 304, body: '' });
    },
  );

  it('are kept for good by the browser where their names hold a hash', async () => {
    const asset = await get(`/console/${ASSET}`);

    expect(asset).toMatchObject({ status: 200, body: 'run()' });
    expect(asset.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect((await get('/console/icon.svg')).headers).toMatchObject({
      'content-type': 'image/svg+xml',
      'cache-control': 'no-cache',
    });
  });

  it.each(['/console/missing.js', '/console/assets/missing.css', '/favicon.ico', '/else'])(
    'do not include %s',
    async (path) => {
      expect(await get(path)).toMatchObject({
        status: 404,
        headers: { 'content-type': 'application/problem+json' },
      });
    },
  );

  it.each([
    '/console/../secret.txt',
    '/console/../../secret.txt',
    '/console/../secret',
    '/console/%2e%2e/secret.txt',
    '/console/..%2fsecret.txt',
    '/console/..\\secret.txt',
    '/console/assets/../../secret.txt',
    '/console//etc/passwd',
    '/console/.sources',
    'http://127.0.0.1/console/../secret.txt',
  ])('keep everything else of the disk from %s', async (path) => {
    expect((await get(path)).body).not.toMatch(/secret"?$|root:|hidden/);
  });

  it('are only read', async () => {
    const answered = await send(server.url, '/console/', { method: 'POST' });

    expect(answered).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
    expect(await send(server.url, '/console/', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
  });
});

describe('the server of the console', () => {
  it.each(['/console/', '/else', '/console/config.json', '/console/api/orders', '/console/local/state'])(
    'lets a browser run nothing but its own files, whatever %s answers',
    async (path) => {
      const { headers } = await get(path);
      const policy = String(headers['content-security-policy']).split('; ');

      expect(policy).toEqual([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "font-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
      ]);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      });
    },
  );

  it('tells the console what it has to know of this environment', async () => {
    const { headers, body } = await get('/console/config.json');

    expect(headers).toMatchObject({ 'content-type': 'application/json', 'cache-control': 'no-store' });
    expect(JSON.parse(body)).toEqual({
      environment: 'local',
      apiUrl: '/console/api',
      local: true,
      authorization: 'none',
    });
  });

  it.each(['evil.example', 'evil.example:3001', 'localhost.evil.example', '127.0.0.1.evil.example:80'])(
    'answers nobody who calls it %s, as a name that was pointed here would',
    async (host) => {
      for (const path of ['/console/', '/console/api/orders', '/console/local/state']) {
        expect((await get(path, { host })).status).toBe(421);
      }
    },
  );

  it.each(['localhost', 'LOCALHOST:3001', '127.0.0.1:3001', '[::1]:3001'])(
    'answers who calls it %s',
    async (host) => {
      expect((await get('/console/', { host })).status).toBe(200);
    },
  );

  it.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:3000', host: 'localhost:3001' },
    { origin: 'https://localhost:3001', host: 'localhost:3001' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'same-site', origin: 'http://localhost:3001', host: 'localhost:3001' },
    { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' },
  ])('lets no other site change anything: %j', async (headers) => {
    const requests = [
      ['PUT', '/console/local/faults'],
      ['DELETE', '/console/local/faults'],
      ['POST', '/console/api/order'],
      ['POST', '/console/api/failed-orders/1/redrive'],
    ] as const;
    let reached = 0;
    onRequest = () => {
      reached += 1;
    };
    told.length = 0;

    for (const [method, path] of requests) {
      expect((await send(server.url, path, { method, headers })).status).toBe(403);
    }
    expect(told).toEqual([]);
    expect(reached).toBe(0);
  });

  it.each([
    {},
    { origin: 'http://localhost:3001', host: 'localhost:3001', 'sec-fetch-site': 'same-origin' },
    { origin: 'http://127.0.0.1:3001', host: '127.0.0.1:3001' },
  ])('lets its own pages and programs change something: %j', async (headers) => {
    told.length = 0;
    const answered = await send(server.url, '/console/local/faults?a=b', { method: 'PUT', headers });

    expect(answered).toMatchObject({ status: 200, body: '{"path":"faults"}' });
    expect(told).toEqual(['PUT faults']);
  });

  it('says which port is in use', async () => {
    const port = Number(new URL(server.url).port);

    const second = start({ port });

    await expect(second).rejects.toThrow(PortInUseError);
    await expect(second).rejects.toMatchObject({ port });
  });
});

describe('/console/api/', () => {
  it('hands a request on as it is, and the answer back', async () => {
    const answered = await send(server.url, '/console/api/order', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-own': 'kept',
        connection: 'close, x-hop',
        'x-hop': 'left out',
      },
      body: '{"order_id":"ü"}',
    });

    expect(answered.status).toBe(409);
    expect(answered.headers).toMatchObject({
      'content-type': 'application/json',
      'idempotent-replayed': 'true',
      'set-cookie': ['a=1', 'b=2'],
    });
    expect(answered.headers).not.toHaveProperty('x-hop');
    const seen = JSON.parse(answered.body);
    expect(seen).toMatchObject({ method: 'POST', url: '/order', body: '{"order_id":"ü"}' });
    expect(seen.headers).toMatchObject({ 'x-own': 'kept', host: new URL(apiUrl).host });
    expect(seen.headers).not.toHaveProperty('x-hop');
  });

  it.each([
    ['/console/api/orders?status=FAILED&cursor=a%2Fb', '/orders?status=FAILED&cursor=a%2Fb'],
    ['/console/api/orders/a%20b', '/orders/a%20b'],
    ['/console/api/', '/'],
    ['/console/api//evil.example/', '//evil.example/'],
  ])('keeps path and query of %s', async (path, url) => {
    expect(JSON.parse((await get(path)).body)).toMatchObject({ method: 'GET', url, body: '' });
  });

  it('hands a body on that is longer than any buffer', async () => {
    const body = 'x'.repeat(5_000_000);
    const answered = await send(server.url, '/console/api/echo', {
      method: 'PUT',
      headers: { 'transfer-encoding': 'chunked' },
      body,
    });

    expect(JSON.parse(answered.body).body).toHaveLength(body.length);
  });

  it('says 502 when the API breaks the connection, and when there is none', async () => {
    const withoutApi = await start({ apiUrl: 'http://127.0.0.1:9' });
    const answers = [
      await get('/console/api/cut'),
      await send(withoutApi.url, '/console/api/order', { method: 'POST', body: '{}' }),
    ];
    await withoutApi.stop();

    for (const { status, headers, body } of answers) {
      expect(status).toBe(502);
      expect(headers['content-type']).toBe('application/problem+json');
      expect(JSON.parse(body)).toMatchObject({
        status: 502,
        detail: expect.stringContaining('does not answer: ECONN'),
      });
    }
  });

  it('ends a request at the API when its client goes away', async () => {
    const arrived = Promise.withResolvers<IncomingMessage>();
    onRequest = arrived.resolve;
    const { hostname, port } = new URL(server.url);
    const client = request({ hostname, port, path: '/console/api/slow', method: 'POST' });
    client.on('error', () => {}).write('the beginning');
    const { socket } = await arrived.promise;
    // Not once(): that the body was cut off is an error of the socket.
    const closed = new Promise((resolve) => socket.once('close', resolve));
    client.destroy();

    await closed;
    expect(socket.destroyed).toBe(true);
  });
});
