import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { UserError } from '../user-error.ts';

/** The package registry gave no answer. */
export class RegistryUnreachableError extends Error {
  override readonly name = 'RegistryUnreachableError';
}

/** How npm says that nobody answered, as opposed to an answer nobody wanted, such as a 404. */
const NO_ANSWER =
  /npm error code (ENOTFOUND|EAI_AGAIN|ECONN\w+|ENETUNREACH|EHOSTUNREACH|E?TIMEDOUT|ERR_SOCKET_TIMEOUT|E50[234])$/m;

/** Installs packages into `directory`, with npm: a workspace of its own is more than a look at them needs. */
export async function installPackages(
  dependencies: Readonly<Record<string, string>>,
  directory: string,
  signal: AbortSignal,
): Promise<void> {
  writeFileSync(
    join(directory, 'package.json'),
    JSON.stringify({ private: true, type: 'module', dependencies }),
  );
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock'];
  // By default an unreachable registry takes more than a minute to be one.
  const retries = ['--fetch-retries=1', '--fetch-retry-mintimeout=500'];
  const npm = spawn('npm', [...args, ...retries], { cwd: directory, stdio: ['ignore', 'ignore', 'pipe'] });
  const stop = () => npm.kill();
  signal.addEventListener('abort', stop, { once: true });
  const [output, exitCode] = await Promise.all([
    text(npm.stderr),
    new Promise<number | null>((resolve, reject) => npm.once('error', reject).once('close', resolve)),
  ]);
  signal.removeEventListener('abort', stop);
  signal.throwIfAborted();
  if (exitCode === 0) return;
  const [, code] = NO_ANSWER.exec(output) ?? [];
  if (code) throw new RegistryUnreachableError(`the package registry cannot be reached (npm: ${code})`);
  throw new UserError(`npm install of ${Object.values(dependencies).join(', ')} failed:\n${output.trim()}`);
}
