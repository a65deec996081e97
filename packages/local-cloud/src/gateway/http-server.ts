import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PortInUseError } from './port-in-use-error.ts';

export interface HttpServer {
  /** Listens and returns the port, which differs from the one given only when that is 0. */
  listen(port: number, host: string): Promise<number>;
  /** Ends idle connections, and the others once their requests are answered or `graceMs` have passed. */
  close(graceMs: number): Promise<void>;
}

/**
 * A node:http server that starts with a clear error and stops without hanging. A `handle` that rejects (its client
 * has gone away, or the answer has a header no one may send) costs its connection and nothing else.
 */
export function createHttpServer(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): HttpServer {
  // Longer than the 5 s of Node, so that an SDK's idle connection is not cut just as it sends on it.
  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  // A broken request is answered with 400; by default a socket that is gone already would throw.
  server.on('clientError', (_, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n');
    else socket.destroy();
  });
  return {
    listen: (port, host) => listen(server, port, host),
    close: (graceMs) => close(server, graceMs),
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once('error', (error: NodeJS.ErrnoException) => {
    reject(error.code === 'EADDRINUSE' ? new PortInUseError(port, { cause: error }) : error);
  });
  server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  return promise;
}

function close(server: Server, graceMs: number): Promise<void> {
  if (!server.listening) return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  const deadline = setTimeout(() => server.closeAllConnections(), graceMs);
  // Requests under way were promised a kept-alive connection: look again for those that have become idle.
  const sweep = setInterval(() => server.closeIdleConnections(), 20);
  server.close(() => {
    clearTimeout(deadline);
    clearInterval(sweep);
    resolve();
  });
  return promise;
}
