import { setTimeout as delay } from 'node:timers/promises';
import { chanceOf } from './chance.ts';
import type { ChaosEvent, SentContent } from './events.ts';
import { bodyOf } from './sent-content.ts';

export interface ClientOptions {
  readonly apiUrl: string;
  readonly seed: number;
  /** Clients wait as much faster as everything else. */
  readonly timeScale: number;
  readonly record: (event: ChaosEvent) => void;
  readonly signal: AbortSignal;
}

/** A request of the workload: which one, and what it sends. */
export interface ClientRequest {
  readonly request: number;
  readonly content: SentContent;
}

/** After so many attempts a client gives up, and does not know what became of its order. */
const ATTEMPTS = 6;
const BASE_SECONDS = 1;
/** An API answers within 30 seconds: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const TIMEOUT_MS = 31_000;
/** How often a client does not wait for its answer, and for how long at most it waits then. */
const HANG_UP_CHANCE = 0.02;
const PATIENCE_MS = 200;

/** Sends an order as a client does that wants it accepted: the same body again after no answer, 429 or 5xx. */
export async function sendOrder({ request, content }: ClientRequest, options: ClientOptions): Promise<void> {
  const { seed, timeScale, record, signal } = options;
  const orderId = content.order_id;
  for (let attempt = 1; attempt <= ATTEMPTS && !signal.aborted; attempt++) {
    const chance = (what: string) => chanceOf(seed, 'client', what, request, attempt);
    const hangsUp = chance('hang up') < HANG_UP_CHANCE;
    record({ kind: 'sent', orderId, request, content });
    const answer = await post(content, {
      url: `${options.apiUrl}/order`,
      timeoutMs: hangsUp ? chance('patience') * PATIENCE_MS : TIMEOUT_MS,
      signal,
    });
    record({ kind: 'answered', orderId, request, content, ...answer });
    if (answer.status !== undefined && answer.status !== 429 && answer.status < 500) return;
    const seconds = BASE_SECONDS * 2 ** (attempt - 1) * (0.5 + chance('backoff') / 2);
    await delay((seconds * 1000) / timeScale, undefined, { signal }).catch(() => {});
  }
}

/** Sends an order when the faults are over: once, as there is no excuse any more for not being answered. */
export async function sendLast({ request, content }: ClientRequest, options: ClientOptions): Promise<void> {
  const { apiUrl, record, signal } = options;
  const about = { orderId: content.order_id, request, content, isLast: true } as const;
  record({ kind: 'sent', ...about });
  const answer = await post(content, { url: `${apiUrl}/order`, timeoutMs: TIMEOUT_MS, signal });
  record({ kind: 'answered', ...about, ...answer });
}

interface Answer {
  readonly status?: number;
  readonly detail: string;
}

async function post(
  content: SentContent,
  { url, timeoutMs, signal }: { url: string; timeoutMs: number; signal: AbortSignal },
): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: bodyOf(content),
      signal: AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(timeoutMs))]),
    });
    const body = await response.text();
    return { status: response.status, detail: detailOf(body) };
  } catch (error) {
    const { name, message, cause } = error as Error;
    return { detail: name === 'TimeoutError' ? 'hung up' : String((cause as Error)?.message ?? message) };
  }
}

function detailOf(body: string): string {
  try {
    const { status, detail, message } = JSON.parse(body);
    return detail ?? (status === undefined ? message : `status ${status}`);
  } catch {
    return body.slice(0, 100);
  }
}
