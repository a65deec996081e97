import type { FieldError } from 'order-model';

/** What the API said is wrong: an RFC 9457 problem, or as much of one as it sent. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly title: string;
  readonly fieldErrors: readonly FieldError[];
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, problem: Problem, retryAfterSeconds?: number) {
    super(problem.detail ?? problem.title ?? `the API answered ${status} without saying why`);
    this.status = status;
    this.title = problem.title ?? `Error ${status}`;
    this.fieldErrors = problem.errors ?? [];
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** No answer at all: refused, cut off or out of time. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

interface Problem {
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
}

/** The problem in an answer's body, which may be anything: a proxy in between answers in HTML. */
export function parseProblem(body: string): Problem {
  const parsed = parseObject(body);
  if (parsed === undefined) return {};
  // API Gateway itself answers `{"message": …}` where it refuses a caller.
  const detail = text(parsed.detail) ?? text(parsed.message) ?? text(parsed.Message);
  const title = text(parsed.title);
  return {
    ...(title === undefined ? {} : { title }),
    ...(detail === undefined ? {} : { detail }),
    errors: Array.isArray(parsed.errors) ? parsed.errors.filter(isFieldError) : [],
  };
}

function parseObject(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isFieldError(value: unknown): value is FieldError {
  if (typeof value !== 'object' || value === null) return false;
  const { field, message } = value as Record<string, unknown>;
  return typeof field === 'string' && typeof message === 'string';
}
