import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { AwsCall, AwsResponse, AwsService } from '../../src/gateway/aws-call.ts';
import { AwsError, toErrorResponse } from '../../src/gateway/aws-error.ts';

export interface AwsEndpoint {
  /** What an SDK client needs to talk to it; one attempt, so that an error is the service's first answer. */
  readonly clientConfig: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly maxAttempts: number;
    readonly disableHostPrefix: boolean;
  };
  close(): void;
}

/** One AWS JSON service on a port of its own. */
export async function serveAws(service: AwsService): Promise<AwsEndpoint> {
  const server = createServer(async (request, response) => {
    const { statusCode, headers, body } = await answer(service, await toCall(request));
    response.writeHead(statusCode, { ...headers }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    clientConfig: {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
      disableHostPrefix: true,
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function answer(service: AwsService, call: AwsCall): Promise<AwsResponse> {
  try {
    return await service(call);
  } catch (error) {
    const known = error instanceof AwsError ? error : new AwsError('InternalFailure', String(error), 500);
    return toErrorResponse(known);
  }
}

async function toCall(request: IncomingMessage): Promise<AwsCall> {
  return {
    service: 'test',
    action: String(request.headers['x-amz-target']).replace(/^.*\./, ''),
    principal: 'test',
    method: request.method ?? '',
    path: request.url ?? '',
    headers: {},
    body: Buffer.from(await text(request)),
  };
}
