import type { IncomingMessage } from 'node:http';
import { createHttpServer } from 'local-cloud';
import { type Answer, jsonAnswer, methodNotAllowed, problemAnswer, send } from './answer.ts';
import { createApiProxy } from './api-proxy.ts';
import { refusal, SECURITY_HEADERS } from './guard.ts';
import type { LocalRoutes } from './local-routes.ts';
import { readStaticFiles, staticAnswer } from './static-files.ts';

export interface ConsoleServerOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Folder of the built console. */
  readonly filesDirectory: string;
  readonly apiUrl: string;
  readonly localRoutes: LocalRoutes;
}

export interface ConsoleServer {
  readonly url: string;
  stop(): Promise<void>;
}

const BASE = '/console/';
const API = `${BASE}api/`;
const LOCAL = `${BASE}local/`;
/** What the console has to know of a local run; on AWS a file says it. */
const CONFIG = { environment: 'local', apiUrl: '/console/api', local: true, authorization: 'none' };
const CLOSE_GRACE_MS = 1000;

/** Serves the console, the order API to it, and what only a local run can tell. Throws PortInUseError. */
export async function startConsoleServer(options: ConsoleServerOptions): Promise<ConsoleServer> {
  const { port, filesDirectory, apiUrl, localRoutes } = options;
  const files = readStaticFiles(filesDirectory);
  const proxyToApi = createApiProxy(apiUrl);

  async function answer(request: IncomingMessage, path: string): Promise<Answer> {
    if (path === '/' || path === '/console') return { status: 302, headers: { location: BASE } };
    if (path === `${BASE}config.json`) {
      return request.method === 'GET' ? jsonAnswer(CONFIG) : methodNotAllowed(['GET']);
    }
    if (path.startsWith(LOCAL)) return localRoutes(request, path.slice(LOCAL.length));
    if (path.startsWith(BASE)) return staticAnswer(files, path.slice(BASE.length), request);
    return problemAnswer(404, 'Not found', `the console is at ${BASE}`);
  }

  const server = createHttpServer(async (request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    const refused = refusal(request);
    if (refused) return send(response, refused);
    const { url = '/' } = request;
    if (url.startsWith(API)) return proxyToApi(request, response, url.slice(API.length - 1));
    send(response, await answer(request, url.split('?', 1)[0] ?? ''));
  });
  const host = '127.0.0.1';
  const listeningPort = await server.listen(port, host);
  return {
    url: `http://${host}:${listeningPort}${BASE.slice(0, -1)}`,
    stop: () => server.close(CLOSE_GRACE_MS),
  };
}
