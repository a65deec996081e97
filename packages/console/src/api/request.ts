import { ApiError, parseProblem, UnreachableError } from './api-error.ts';

/** Puts the caller's credentials on a request. */
export type Authorize = (request: Request) => Request | Promise<Request>;

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  readonly authorize?: Authorize;
}

const TIMEOUT_MS = 35_000;

/**
 * Sends a request and parses its JSON. Throws ApiError for an answer that is no success, UnreachableError for none, and
 * passes on the abort of `signal`.
 */
export async function request<T>(url: string, options: RequestOptions = {}): Promise<Answer<T>> {
  const { method = 'GET', body, signal, authorize } = options;
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const plain = new Request(new URL(url, location.href), {
    method,
    cache: 'no-store',
    signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const authorized = authorize === undefined ? plain : await authorize(plain);
  const [response, text] = await fetchText(authorized, signal);
  if (!response.ok) throw apiError(response, text);
  return { status: response.status, headers: response.headers, body: parseBody(text) as T };
}

async function fetchText(authorized: Request, signal?: AbortSignal): Promise<[Response, string]> {
  try {
    const response = await fetch(authorized);
    return [response, await response.text()];
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new UnreachableError('the API does not answer', { cause: error });
  }
}

function apiError(response: Response, text: string): ApiError | UnreachableError {
  // A gateway or proxy in front of an API that is down.
  if ([502, 504].includes(response.status)) return new UnreachableError('the API does not answer');
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new ApiError(
    response.status,
    parseProblem(text),
    Number.isFinite(retryAfter) ? retryAfter : undefined,
  );
}

function parseBody(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UnreachableError('what answers is not the API: its answer is no JSON', { cause: error });
  }
}
