import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SFNClient } from '@aws-sdk/client-sfn';

/** An answer of the Step Functions API: an output, or an error by its name. */
export type Answer = { output: unknown } | { error: string };

/** The Step Functions API with scripted answers by operation, behind the real client; remembers the requests. */
export async function startScriptedStepFunctions(answers: Record<string, Answer>) {
  const requests: { operation: string; input: Record<string, unknown> }[] = [];
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    let body = '';
    for await (const chunk of request) body += chunk;
    requests.push({ operation, input: JSON.parse(body) });
    const answer = answers[operation] ?? { error: 'UnknownOperationException' };
    const isError = 'error' in answer;
    response.writeHead(isError ? 400 : 200, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(isError ? { __type: answer.error, message: 'scripted' } : answer.output));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new SFNClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    disableHostPrefix: true,
    maxAttempts: 1,
  });
  return {
    client,
    requests,
    async [Symbol.asyncDispose]() {
      client.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
