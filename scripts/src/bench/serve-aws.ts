import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A call in the JSON protocol of AWS: `PutItem` and its input, whatever the service. */
type Respond = (operation: string, body: unknown, request: IncomingMessage, response: ServerResponse) => void;

/** Takes calls in the services' JSON protocol on a free port, all answered by `respond`. */
export async function serveAws(respond: Respond) {
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    respond(operation, await json(request), request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
