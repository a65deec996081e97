import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createRuntimeClient } from '../../src/lambda/runtime/runtime-client.ts';

const answer = (status: string, body = '') =>
  `HTTP/1.1 ${status}\r\ncontent-length: ${body.length}\r\nlambda-runtime-aws-request-id: r-1\r\n\r\n${body}`;

describe('createRuntimeClient', () => {
  let server: Server;
  let address: string;
  let answers: (socket: Socket, request: Buffer) => void;

  beforeEach(async () => {
    server = createServer((socket) =>
      socket.on('error', () => {}).once('data', (request) => answers(socket, request)),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const listening = server.address();
    address = `127.0.0.1:${typeof listening === 'object' ? listening?.port : ''}/environment`;
  });

  afterEach(() => {
    server.close();
  });

  it('fetches the next invocation', async () => {
    answers = (socket) => socket.end(answer('200 OK', '{"a":1}'));

    await expect(createRuntimeClient(address).next()).resolves.toMatchObject({
      requestId: 'r-1',
      payload: '{"a":1}',
    });
  });

  it.each([
    {
      what: 'refuses',
      sent: answer('403 Forbidden'),
      message: 'has no invocation, but says HTTP/1.1 403 Forbidden',
    },
    {
      what: 'does not understand',
      sent: 'HTTP/1.1 400 Bad Request\r\n\r\n',
      message: 'HTTP/1.1 400 Bad Request',
    },
    { what: 'closes the connection', sent: '', message: 'closed the connection' },
  ])('fails when the host $what', async ({ sent, message }) => {
    answers = (socket) => socket.end(sent);

    await expect(createRuntimeClient(address).next()).rejects.toThrow(message);
  });

  it('has responded once that is written, without an answer', async () => {
    answers = (socket, first) => {
      let received = String(first);
      const answerNext = () => {
        if (received.includes('/invocation/next'))
          socket.end(answer('202 Accepted') + answer('200 OK', '{"a":2}'));
      };
      socket.on('data', (chunk) => {
        received += chunk;
        answerNext();
      });
      answerNext();
    };
    const client = createRuntimeClient(address);

    await client.respond('r-1', '{"a":1}');
    expect((await client.next()).payload).toBe('{"a":2}');
  });

  it('fails at once after the connection was closed', async () => {
    answers = (socket) => socket.end();
    const client = createRuntimeClient(address);

    await expect(client.next()).rejects.toThrow('closed the connection');
    await expect(client.respond('r-1', '{}')).rejects.toThrow('closed the connection');
  });
});
