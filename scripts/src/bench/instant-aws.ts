import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { instantAnswer } from './warm-events.ts';

/** DynamoDB, Step Functions and SQS as they would be if they took no time: every call is answered at once, and counted. */
export async function startInstantAws() {
  const calls = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    calls.set(operation, (calls.get(operation) ?? 0) + 1);
    const answer = JSON.stringify(instantAnswer(operation, (await json(request)) as never));
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'content-length': Buffer.byteLength(answer),
    };
    response.writeHead(200, headers).end(answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    /** Calls since the last time somebody asked, by operation. */
    takeCalls(): Readonly<Record<string, number>> {
      const taken = Object.fromEntries(calls);
      calls.clear();
      return taken;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
