import { SQSClient } from '@aws-sdk/client-sqs';
import type { FailedOrder } from 'order-model';
import { type AuthorizeRequest, createAuthorizeRequest } from '../smoke/authorize-request.ts';
import type { RouteAuthorization } from '../stack-names.ts';
import { UserError } from '../user-error.ts';

/** What became of one row, as the API answers it. */
export interface RowResult {
  readonly failed_order_id: string;
  readonly status: number;
  readonly title?: string;
  readonly detail?: string;
}

/** The operator's side of the order API. */
export interface OperatorApi {
  /** Every open failed order, newest first. */
  openFailedOrders(signal: AbortSignal): AsyncIterable<FailedOrder>;
  /** At most 100; throws UnavailableError when it may be tried again. */
  redrive(failedOrderIds: readonly string[]): Promise<readonly RowResult[]>;
}

export interface OperatorApiOptions {
  /** Without a trailing slash. */
  readonly apiUrl: string;
  readonly region: string;
  readonly authorization: RouteAuthorization;
  readonly token?: string | undefined;
}

/** The API did not answer, or could not now. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
}

const PAGE_LIMIT = '100';

/** Throws UserError when the API takes a token and there is none. */
export function createOperatorApi({ apiUrl, ...options }: OperatorApiOptions): OperatorApi {
  const authorize = createAuthorize(options);
  return {
    async *openFailedOrders(signal) {
      let cursor: string | undefined;
      do {
        const url = new URL(`${apiUrl}/failed-orders`);
        url.search = new URLSearchParams({
          state: 'OPEN',
          limit: PAGE_LIMIT,
          ...(cursor && { cursor }),
        }).toString();
        const page = await call<{ failed_orders: FailedOrder[]; next_cursor?: string }>(
          authorize,
          { method: 'GET', url },
          signal,
        );
        yield* page.failed_orders;
        cursor = page.next_cursor;
      } while (cursor);
    },
    async redrive(failed_order_ids) {
      const url = new URL(`${apiUrl}/failed-orders/redrive`);
      const body = JSON.stringify({ failed_order_ids });
      return (await call<{ results: RowResult[] }>(authorize, { method: 'POST', url, body })).results;
    },
  };
}

function createAuthorize(options: Omit<OperatorApiOptions, 'apiUrl'>): AuthorizeRequest {
  const { authorization, region, token } = options;
  // The one way to the credentials of the shell, wherever they come from.
  const { credentials, sha256 } = new SQSClient({ region }).config;
  const tokenVariable = 'REDRIVE_TOKEN';
  return createAuthorizeRequest(authorization, { region, credentials, sha256, token, tokenVariable });
}

async function call<Body>(
  authorize: AuthorizeRequest,
  { method, url, body = '' }: { method: string; url: URL; body?: string },
  signal?: AbortSignal,
): Promise<Body> {
  const headers = { 'content-type': 'application/json' };
  const request = { method, headers: await authorize({ method, url, headers, body }) };
  const response = await answerOf(url, { ...request, ...(body && { body }), ...(signal && { signal }) });
  const text = await response.text();
  if (response.ok) return JSON.parse(text) as Body;
  const what = `${method} ${url.pathname} was answered ${response.status}: ${text}`;
  if (response.status >= 500 || response.status === 429) throw new UnavailableError(what);
  throw new UserError(what);
}

async function answerOf(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    const { cause } = error as Error;
    const reason =
      cause instanceof Error ? cause.message || String((cause as { code?: string }).code) : error;
    throw new UnavailableError(
      `${url.origin} does not answer: ${reason}; is it started, and is --api right?`,
    );
  }
}
