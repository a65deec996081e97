/**
 * In place of what pipes the body of an answer into a stream of its own. That stream is an eighth of the processor time
 * of a call; and its end, which comes before the request's, chains each request to the next in the heap, where they are
 * then moved and kept until it is marked as a whole.
 */
import type { Readable } from 'node:stream';

/** The bytes of a body; rejects when it ends too early. */
export function streamCollector(body: Readable): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  return new Promise((resolve, reject) => {
    body
      .on('data', (chunk: Uint8Array) => chunks.push(chunk))
      .once('error', reject)
      // A copy, as its owner makes another class of it.
      .once('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
  });
}
