import { serveAws } from './serve-aws.ts';
import { instantAnswer } from './warm-events.ts';

/** DynamoDB, Step Functions and SQS as they would be if they took no time: every call is answered at once, and counted. */
export async function startInstantAws() {
  const calls = new Map<string, number>();
  const { port, stop } = await serveAws((operation, body, _, response) => {
    calls.set(operation, (calls.get(operation) ?? 0) + 1);
    const answer = JSON.stringify(instantAnswer(operation, body as never));
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'content-length': Buffer.byteLength(answer),
    };
    response.writeHead(200, headers).end(answer);
  });
  return {
    url: `http://localhost:${port}`,
    /** Calls since the last time somebody asked, by operation. */
    takeCalls(): Readonly<Record<string, number>> {
      const taken = Object.fromEntries(calls);
      calls.clear();
      return taken;
    },
    stop,
  };
}
