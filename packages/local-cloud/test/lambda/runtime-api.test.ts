import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type DeliverInvocation,
  type RuntimeApi,
  type RuntimeApiListener,
  startRuntimeApi,
} from '../../src/lambda/runtime-api.ts';

describe('startRuntimeApi', () => {
  let api: RuntimeApi;
  let socket: Socket;
  let path: string;
  let asked: PromiseWithResolvers<DeliverInvocation>;
  let answered: PromiseWithResolvers<void>;
  const responses: (string | undefined)[] = [];

  const listener: RuntimeApiListener = {
    next: (deliver) => asked.resolve(deliver),
    responded(_, body) {
      responses.push(body);
      answered.resolve();
      return true;
    },
    failed: () => true,
    initFailed() {},
  };
  const post = (what: string, body: string) =>
    socket.write(`POST ${path}/${what} HTTP/1.1\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
  const received = async () => String((await once(socket, 'data'))[0]);

  beforeEach(async () => {
    responses.length = 0;
    asked = Promise.withResolvers();
    answered = Promise.withResolvers();
    api = await startRuntimeApi();
    const [host = '', environment] = api.register(listener).address.split('/');
    path = `/${environment}/2018-06-01/runtime`;
    socket = connect(Number(host.split(':')[1]), '127.0.0.1');
  });
  afterEach(async () => {
    socket.destroy();
    await api.close();
  });

  it('answers a response together with the next invocation, for which alone the runtime waits', async () => {
    const early: string[] = [];
    const listen = (chunk: Buffer) => early.push(String(chunk));
    socket.on('data', listen);
    post('invocation/r-1/response', '{"a":1}');
    await answered.promise;
    // What was sent by now arrives before the answer to another request does.
    const other = connect(socket.remotePort ?? 0, '127.0.0.1');
    other.write('GET /somebody HTTP/1.1\r\n\r\n');
    await once(other, 'data');
    other.destroy();
    expect(early).toEqual([]);
    socket.off('data', listen);
    socket.write(`GET ${path}/invocation/next HTTP/1.1\r\n\r\n`);
    const deliver = await asked.promise;
    deliver({ 'lambda-runtime-aws-request-id': 'r-2' }, '{"ü":2}');

    expect(await received()).toBe(
      'HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n' +
        'HTTP/1.1 200 OK\r\ncontent-length: 8\r\nlambda-runtime-aws-request-id: r-2\r\n\r\n{"ü":2}',
    );
    expect(responses).toEqual(['{"a":1}']);
  });

  it('delivers a payload of bytes as it is', async () => {
    socket.write(`GET ${path}/invocation/next HTTP/1.1\r\n\r\n`);
    (await asked.promise)({}, Buffer.from('{"ü":3}'));

    expect(await received()).toBe('HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\n{"ü":3}');
  });

  it.each([
    ['invocation/r-1/error', 202],
    ['init/error', 202],
  ])('answers %s at once, as its process may end with it', async (what, status) => {
    post(what, '{}');

    expect(await received()).toContain(`HTTP/1.1 ${status} `);
  });

  it('refuses an environment it does not know', async () => {
    socket.write('GET /somebody/2018-06-01/runtime/invocation/next HTTP/1.1\r\n\r\n');

    expect(await received()).toContain('HTTP/1.1 403 Forbidden');
  });

  it('closes a connection on which it understands nothing', async () => {
    const closed = once(socket, 'close');
    socket.write(`POST ${path}/init/error HTTP/1.1\r\ncontent-length: many\r\n\r\n`);
    await closed;
  });
});
