import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../repository.ts';
import { UserError } from '../user-error.ts';

const CONSOLE = join(ROOT, 'packages/console');

/** Where the console is built. */
export const CONSOLE_FILES = join(CONSOLE, 'dist');

/** Builds the web console. Throws UserError with what the build said. */
export async function buildConsole(): Promise<void> {
  const vite = join(CONSOLE, 'node_modules/vite/bin/vite.js');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [vite, 'build', '--outDir', CONSOLE_FILES, '--logLevel', 'warn'],
    { cwd: CONSOLE, encoding: 'utf8' },
  );
  if (status !== 0) throw new UserError(`the console cannot be built:\n${stderr}${stdout}`);
}
