import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

export type HttpResponse = APIGatewayProxyStructuredResultV2;

/** An error as the API answers it. https://www.rfc-editor.org/rfc/rfc9457 */
export interface Problem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}

export function jsonResponse(
  statusCode: number,
  body: unknown,
  headers: Record<string, string> = {},
): HttpResponse {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

/** A problem details response; `type` is about:blank, as the status says what kind of problem it is. */
export function problemResponse(problem: Problem, headers: Record<string, string> = {}): HttpResponse {
  const { errors, ...rest } = problem;
  const body = { type: 'about:blank', ...rest, ...(errors && errors.length > 0 ? { errors } : {}) };
  return jsonResponse(problem.status, body, { 'content-type': 'application/problem+json', ...headers });
}
