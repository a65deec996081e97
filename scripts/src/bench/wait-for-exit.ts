import type { ChildProcess } from 'node:child_process';

/** Waits until a process that `signal` ends is gone; returns its exit code. Throws the signal's reason once that is aborted. */
export async function waitForExit(child: ChildProcess, signal: AbortSignal): Promise<number | null> {
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  // An abort is an error too, told before the process is gone.
  child.on('error', (error) => signal.aborted || reject(error)).once('close', resolve);
  const exitCode = await promise;
  signal.throwIfAborted();
  return exitCode;
}
