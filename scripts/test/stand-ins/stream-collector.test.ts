import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { streamCollector as original } from '@smithy/core/serde';
import fc from 'fast-check';
import { streamCollector } from '../../src/stand-ins/stream-collector.ts';

describe('the stand-in for the stream collector', () => {
  it("collects the same bytes as the SDK's own", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ minLength: 1 })), async (chunks) => {
        const body = () => Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
        const collected = await streamCollector(body());

        expect(collected).toEqual(await original(body()));
        expect(collected.constructor).toBe(Uint8Array);
      }),
    );
  });

  it('rejects when the body ends before it is complete', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half', () => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      const collected = new Promise((resolve, reject) => {
        get({ port, host: '127.0.0.1' }, (response) => streamCollector(response).then(resolve, reject));
      });

      await expect(collected).rejects.toMatchObject({ code: 'ECONNRESET' });
    } finally {
      server.close();
    }
  });
});
