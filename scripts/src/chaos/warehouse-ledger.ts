import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import type { Order } from 'order-model';
import { chanceOf, choose } from './chance.ts';
import { environmentOf } from './environment-of.ts';
import type { WarehouseAsked } from './events.ts';

export interface WarehouseOptions {
  readonly seed: number;
  /** How often a request is fulfilled, 0 to 1. */
  readonly successRate: number;
  /** How long the latest answers take: longer than a message stays invisible, so that deliveries overlap. */
  readonly latestMs: () => number;
  readonly onAsked: (event: WarehouseAsked) => void;
}

export interface Warehouse {
  readonly url: string;
  stop(): Promise<void>;
}

type Request = Pick<Order, 'order_id' | 'status' | 'updated_at'> &
  Pick<WarehouseAsked, 'idempotencyKey'> & { readonly sessionToken: string };

/** How requests go, in percent: what a provider on the other side of a network does to its callers. */
const COURSES = { told: 93, 'told late': 1, 'HTTP 503': 3, 'connection reset': 3 } as const;

/** A warehouse that fulfills once per idempotency key and writes down every request. Its chances come from the seed. */
export async function startWarehouse(options: WarehouseOptions): Promise<Warehouse> {
  const { seed, successRate, latestMs, onAsked } = options;
  const asked = new Map<string, number>();
  const fulfilled = new Set<string>();

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request: Request = JSON.parse(await text(incoming));
    const key = request.idempotencyKey;
    const times = (asked.get(key) ?? 0) + 1;
    asked.set(key, times);
    const chance = (what: string) => chanceOf(seed, 'warehouse', what, key, times);
    const answer = choose(chance('course'), COURSES);
    // A 503 or a reset comes before the effect or after it: the caller cannot know.
    const takesEffect = answer.startsWith('told') || chance('effect') < 0.5;
    const wasFulfilled = fulfilled.has(key);
    const isFulfilled = wasFulfilled || (takesEffect && chance('outcome') < successRate);
    if (isFulfilled) fulfilled.add(key);
    const outcome = isFulfilled ? 'FULFILLED' : 'FAILED';
    const { order_id: orderId, status, updated_at: updatedAt, sessionToken } = request;
    const environment = environmentOf(sessionToken);
    const decision = { outcome, fulfilled: isFulfilled && !wasFulfilled, answer } as const;
    onAsked({ kind: 'asked', orderId, idempotencyKey: key, environment, status, updatedAt, ...decision });

    if (answer === 'told late') await delay(chance('lateness') * latestMs());
    if (answer === 'connection reset') response.destroy();
    else if (answer === 'HTTP 503') response.writeHead(503).end();
    else response.end(JSON.stringify(outcome === 'FULFILLED' ? { status: outcome } : REFUSAL));
  }

  const server = createServer((request, response) => {
    // The function that asked was killed before it had said all: nobody asked.
    serve(request, response).catch(() => response.destroy());
  });
  const listening = Promise.withResolvers<void>();
  server.once('error', listening.reject).listen(0, '127.0.0.1', listening.resolve);
  await listening.promise;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const REFUSAL = { status: 'FAILED', reason: 'the warehouse of the chaos run could not fulfill the order' };
