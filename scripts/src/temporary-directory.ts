import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from './user-error.ts';

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
  } finally {
    rmSync(directory, { recursive: true, force: true });
    process.off('SIGINT', abort).off('SIGTERM', abort);
  }
}
