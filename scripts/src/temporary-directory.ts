import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from './user-error.ts';

const SIGNAL_LATE_MS = 100;

/**
 * Works in a new temporary folder that is gone afterwards, however the work ends. Ctrl-C aborts the signal instead of
 * ending the process on the spot; the work then ends what it has started.
 */
export async function inTemporaryDirectory(
  name: string,
  work: (directory: string, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const interrupt = new AbortController();
  const abort = () => interrupt.abort(new UserError('interrupted'));
  process.on('SIGINT', abort).on('SIGTERM', abort);
  const directory = mkdtempSync(join(tmpdir(), `${name}-`));
  try {
    await work(directory, interrupt.signal);
  } catch (error) {
    // Ctrl-C reaches child processes as well: what they fail with is no news, and may come before the signal does.
    await delay(SIGNAL_LATE_MS);
    interrupt.signal.throwIfAborted();
    throw error;
  } finally {
    rmSync(directory, { recursive: true, force: true });
    process.off('SIGINT', abort).off('SIGTERM', abort);
  }
}
