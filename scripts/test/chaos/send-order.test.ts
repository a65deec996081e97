import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { ChaosEvent } from '../../src/chaos/events.ts';
import { sendOrder } from '../../src/chaos/send-order.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** What a client gets that meets these answers one after the other, the last one for good. */
async function answersOf(...answers: RequestListener[]): Promise<(number | undefined)[]> {
  let met = 0;
  server = createServer((request, response) =>
    answers[Math.min(met++, answers.length - 1)]?.(request, response),
  );
  const listening = server.listen(0, '127.0.0.1');
  await new Promise((resolve) => listening.once('listening', resolve));
  const events: ChaosEvent[] = [];
  await sendOrder(
    { request: 1, content: { order_id: 'o1', product: 'Pen', quantity: 1 } },
    {
      apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      seed: 1,
      timeScale: 10_000,
      record: (event) => events.push(event),
      signal: new AbortController().signal,
    },
  );
  expect(events.filter(({ kind }) => kind === 'sent')).toHaveLength(met);
  return events.flatMap((event) => (event.kind === 'answered' ? [event.status] : []));
}

const status =
  (code: number): RequestListener =>
  (_, response) =>
    response.writeHead(code).end('{}');
const reset: RequestListener = (request) => request.socket.destroy();

describe('sendOrder', () => {
  it.each([200, 400, 409])('is done with a %i', async (code) => {
    expect(await answersOf(status(code))).toEqual([code]);
  });

  it('sends the order again after a reset, a 429 and a 5xx', async () => {
    expect(await answersOf(reset, status(429), status(503), status(200))).toEqual([undefined, 429, 503, 200]);
  });

  it('gives up at last', async () => {
    expect(await answersOf(status(500))).toEqual(Array(6).fill(500));
  });
});
