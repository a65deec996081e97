/** An error of the runtime's own, under the name the nodejs24.x runtime gives it. */
export class RuntimeError extends Error {
  constructor(name: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = `Runtime.${name}`;
  }
}

/** The answer for an error, as the Node.js runtime serializes whatever was thrown. */
export interface ErrorBody {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

export function toErrorBody(error: unknown): ErrorBody {
  if (!(error instanceof Error)) {
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  }
  return {
    errorType: error.name,
    errorMessage: error.message,
    trace: (error.stack ?? '').split('\n'),
  };
}

/** The text after `Invoke Error` and the like in the log. */
export function toLogText(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(toErrorBody(error));
  const { errorType, errorMessage, trace } = toErrorBody(error);
  try {
    return JSON.stringify({ errorType, errorMessage, ...error, stack: trace });
  } catch {
    return JSON.stringify({ errorType, errorMessage, stack: trace });
  }
}
