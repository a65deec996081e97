import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import { serveAws } from '../../src/bench/serve-aws.ts';

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

/** What a service answers: a body, an error by its name, half a body, or nothing but a connection that is reset. */
export type AwsAnswer =
  | { readonly body: object }
  | {
      readonly error: string;
      readonly status: number;
      readonly message?: string;
      /** The clock of the service, if it is not ours. */
      readonly date?: Date;
    }
  | 'broken off'
  | 'reset';

/** AWS as far as a function sees it: every call is answered by the test, in the services' JSON protocol. */
export async function startAws(answer: (call: AwsCall, index: number) => AwsAnswer) {
  const calls: AwsCall[] = [];
  const connections: Socket[] = [];
  const { port, stop } = await serveAws((operation, body, { headers: received, socket }, response) => {
    if (!connections.includes(socket)) connections.push(socket);
    const call = { operation, headers: received, body, connection: connections.indexOf(socket) };
    const answered = answer(call, calls.push(call) - 1);
    if (answered === 'reset') return socket.resetAndDestroy();
    const headers = { 'content-type': 'application/x-amz-json-1.0' };
    if (answered === 'broken off') {
      response.writeHead(200, { ...headers, 'content-length': 100 });
      return response.write('{', () => socket.resetAndDestroy());
    }
    if ('body' in answered) return response.writeHead(200, headers).end(JSON.stringify(answered.body));
    const { error, status, message = error, date = new Date() } = answered;
    return response
      .writeHead(status, { ...headers, date: date.toUTCString() })
      .end(JSON.stringify({ __type: `com.amazonaws#${error}`, message }));
  });
  return {
    /** Any name under .test is this machine for a function under test; a name, as some operations put a prefix before it. */
    url: `http://aws.test:${port}`,
    port,
    calls,
    operations: () => calls.map(({ operation }) => operation),
    stop,
  };
}

export type Aws = Awaited<ReturnType<typeof startAws>>;
