export interface Outcome {
  readonly status?: 'timeout' | 'error';
  readonly errorType?: string;
}

/** How an invocation went, for its REPORT line. */
export interface InvocationReport extends Outcome {
  readonly requestId: string;
  readonly durationMs: number;
  /** Only of the invocation that started the environment. */
  readonly initDurationMs: number | undefined;
  readonly maxMemoryUsedMb: number | undefined;
}

/** INIT is billed since August 2025: https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/ */
export function billedMsOf({ durationMs, initDurationMs = 0 }: InvocationReport): number {
  return Math.ceil(durationMs + initDurationMs);
}
