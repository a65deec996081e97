import type { IncomingMessage } from 'node:http';

/** The body of a request, or undefined when it is longer than `limitBytes`; rejects when the client goes away. */
export function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer | undefined>();
  const chunks: Buffer[] = [];
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= limitBytes) chunks.push(chunk);
    // The rest is read and dropped, for a client still sending would not see the answer.
    else resolve(undefined);
  });
  request.on('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
  request.on('error', reject);
  request.on('close', () => {
    if (!request.complete)
      reject(new Error('the client closed the connection before its request was complete'));
  });
  return promise;
}
