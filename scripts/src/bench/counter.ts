/** Counts, and tells at once when a count is reached. */
export function createCounter() {
  let count = 0;
  let awaited = { count: 0, resolve: () => {} };
  return {
    increment() {
      count += 1;
      if (count === awaited.count) awaited.resolve();
    },
    reaches(target: number): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>();
      awaited = { count: target, resolve };
      if (count >= target) resolve();
      return promise;
    },
  };
}
