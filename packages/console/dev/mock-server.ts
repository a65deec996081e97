/**
 * Serves the built console over made-up orders: `vite build && node dev/mock-server.ts [orders per second]`, then open
 * the address it prints. PORT chooses the port; GET /mock/down and /mock/up take the API away and back.
 */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { localRoutes } from './local-routes.ts';
import { orderRoutes, type Reply } from './order-routes.ts';
import { createWorld } from './world.ts';

const DIST = join(import.meta.dirname, '../dist');
const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
const PRODUCTS = [
  'Pen',
  'Notebook A5, dotted',
  'Desk lamp',
  'fail: discontinued chair',
  '<img src=x onerror=alert(1)>',
  'Ordner, grün 🗂️',
];

const world = createWorld();
const perSecond = Number(process.argv[2] ?? 2);
const authorization = process.env.AUTHORIZATION ?? 'none';
let isDown = false;

const place = () =>
  world.place({
    order_id: `order-${randomUUID().slice(0, 18)}`,
    product: PRODUCTS[Math.floor(Math.random() * PRODUCTS.length)] ?? 'Pen',
    quantity: 1 + Math.floor(Math.random() * 40),
  });
for (let count = 0; count < 400; count += 1) place();
let owed = 0;
setInterval(() => {
  for (owed += perSecond / 10; owed >= 1; owed -= 1) place();
}, 100);
world.failedOrders.set('6f1c0f2e-raw', {
  failed_order_id: '6f1c0f2e-raw',
  payload: '{"order_id": "cut off in the mid',
  reason: 'the message is no order: it is no JSON',
  attempts: 3,
  failed_at: new Date().toISOString(),
  state: 'OPEN',
});

async function reply(request: IncomingMessage): Promise<Reply | Buffer> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://mock');
  const method = request.method ?? 'GET';
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body: unknown = chunks.length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString());
  const notFound: Reply = { status: 404, body: { title: 'No such route' } };
  if (pathname === '/mock/down' || pathname === '/mock/up') {
    isDown = pathname === '/mock/down';
    return { status: 200, body: { isDown } };
  }
  if (isDown && /^\/console\/(api|local)\//.test(pathname)) throw new Error('down');
  if (pathname === '/console/config.json') {
    const isLocal = authorization === 'none';
    const links = { execution: 'https://console.aws.amazon.com/states/home#/executions/{order_id}' };
    return {
      status: 200,
      body: {
        environment: isLocal ? 'local' : 'dev',
        apiUrl: '/console/api',
        local: isLocal,
        authorization,
        region: 'eu-west-1',
        links,
      },
    };
  }
  if (pathname.startsWith('/console/api/')) {
    if (authorization !== 'none' && request.headers.authorization === undefined)
      return { status: 401, body: { message: 'Unauthorized' } };
    return orderRoutes(world, method, pathname.slice('/console/api'.length), searchParams, body) ?? notFound;
  }
  if (pathname.startsWith('/console/local/'))
    return localRoutes(world, method, pathname.slice('/console/local'.length), body) ?? notFound;
  return readFile(
    join(DIST, normalize(pathname === '/console/' ? '/index.html' : pathname.replace('/console', ''))),
  );
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const result = await reply(request);
    if (Buffer.isBuffer(result)) {
      const path = new URL(request.url ?? '/', 'http://mock').pathname;
      const type = CONTENT_TYPES[extname(path) || '.html'] ?? 'application/octet-stream';
      response.writeHead(200, { 'content-type': type, 'content-security-policy': POLICY }).end(result);
    } else {
      response
        .writeHead(result.status, { 'content-type': 'application/json', ...result.headers })
        .end(JSON.stringify(result.body));
    }
  } catch {
    response.destroy();
  }
}

const port = Number(process.env.PORT ?? 3001);
createServer((request, response) => void answer(request, response)).listen(port, '127.0.0.1', () => {
  console.log(`mock of the console's server: http://127.0.0.1:${port}/console/`);
});
