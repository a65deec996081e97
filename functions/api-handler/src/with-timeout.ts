/**
 * Runs `call` with a signal that aborts it after `milliseconds`. A signal of AbortSignal.timeout would keep its timer, and
 * with it stay in memory, long after most calls; this one goes with the call.
 */
export async function withTimeout<Result>(
  milliseconds: number,
  call: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort(new DOMException(`no answer within ${milliseconds} ms`, 'TimeoutError'));
  }, milliseconds);
  try {
    return await call(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}
