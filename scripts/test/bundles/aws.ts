import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { json } from 'node:stream/consumers';

/** A call as it came over the wire. */
export interface AwsCall {
  /** `PutItem`, whatever the service. */
  readonly operation: string;
  readonly headers: IncomingHttpHeaders;
  // biome-ignore lint/suspicious/noExplicitAny: each operation has its own
  readonly body: any;
  /** The same number: the same connection. */
  readonly connection: number;
}

/** What a service answers: a body, an error by its name, or nothing but a connection that is reset. */
export type AwsAnswer =
  | { readonly body: object }
  | { readonly error: string; readonly status: number; readonly message?: string }
  | 'reset';

/** AWS as far as a function sees it: every call is answered by the test, in the services' JSON protocol. */
export async function startAws(answer: (call: AwsCall, index: number) => AwsAnswer) {
  const calls: AwsCall[] = [];
  const connections: Socket[] = [];
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const connection = connections.indexOf(request.socket);
    const call = { operation, headers: request.headers, body: await json(request), connection };
    const answered = answer(call, calls.push(call) - 1);
    if (answered === 'reset') return request.socket.resetAndDestroy();
    const headers = { 'content-type': 'application/x-amz-json-1.0' };
    if ('body' in answered) return response.writeHead(200, headers).end(JSON.stringify(answered.body));
    const { error, status, message = error } = answered;
    return response
      .writeHead(status, headers)
      .end(JSON.stringify({ __type: `com.amazonaws#${error}`, message }));
  });
  server.on('connection', (socket) => connections.push(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    /** Any name under .test is this machine for a function under test; a name, as some operations put a prefix before it. */
    url: `http://aws.test:${port}`,
    port,
    calls,
    operations: () => calls.map(({ operation }) => operation),
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export type Aws = Awaited<ReturnType<typeof startAws>>;
