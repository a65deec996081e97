import type { FunctionSpec } from '../stack/stack.ts';

/** One invocation on its way through a function's execution environments. */
export interface Invocation {
  readonly requestId: string;
  /** JSON. */
  readonly payload: string | Buffer;
  readonly settle: (result: InvokeResult) => void;
  /** It was not run. */
  readonly reject: (error: unknown) => void;
}

/** What an invocation is billed for. */
export interface BilledInvocation {
  readonly spec: FunctionSpec;
  /** Whole milliseconds, those of its init included. */
  readonly billedMs: number;
  readonly withInit: boolean;
  /** How much of it was the init, where it came to its end. */
  readonly initMs: number;
}

/** What Invoke answers; a failed function is an answer too. */
export interface InvokeResult {
  readonly requestId: string;
  /** JSON: what the handler returned, or `{ errorType, errorMessage, trace? }`. */
  readonly payload: string;
  readonly functionError?: 'Unhandled';
  readonly executedVersion: '$LATEST';
}

export function succeeded(requestId: string, payload: string): InvokeResult {
  return { requestId, payload, executedVersion: '$LATEST' };
}

export function failed(requestId: string, payload: string): InvokeResult {
  return { requestId, payload, functionError: 'Unhandled', executedVersion: '$LATEST' };
}
