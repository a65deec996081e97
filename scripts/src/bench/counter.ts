/** Counts, and tells at once when a count is reached. */
export interface Counter {
  increment(): void;
  reaches(target: number): Promise<void>;
  /** The same, or that nothing was counted for so long. Rejects when the signal is aborted. */
  reachesOrStalls(target: number, stalledMs: number, signal: AbortSignal): Promise<void>;
}

export function createCounter(): Counter {
  let count = 0;
  const awaited = new Map<number, PromiseWithResolvers<void>>();

  function reaches(target: number): Promise<void> {
    if (count >= target) return Promise.resolve();
    const reached = awaited.get(target) ?? Promise.withResolvers<void>();
    awaited.set(target, reached);
    return reached.promise;
  }

  return {
    increment() {
      count += 1;
      awaited.get(count)?.resolve();
      awaited.delete(count);
    },
    reaches,
    async reachesOrStalls(target, stalledMs, signal) {
      signal.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      let seen = count;
      const look = setInterval(() => {
        if (count === seen) resolve();
        seen = count;
      }, stalledMs);
      const onAbort = () => reject(signal.reason);
      signal.addEventListener('abort', onAbort);
      try {
        await Promise.race([reaches(target), promise]);
      } finally {
        clearInterval(look);
        signal.removeEventListener('abort', onAbort);
      }
    },
  };
}
