import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { CONSOLE, ROOT } from '../repository.ts';

/** Where the console is built. */
export const CONSOLE_FILES = join(CONSOLE, 'dist');

/** The console could not be built; the message holds what the build said. */
export class ConsoleBuildError extends Error {
  override readonly name = 'ConsoleBuildError';
}

/** Everything that decides what is built, with the versions of the dependencies. */
const SOURCES = ['packages/console/**', 'packages/order-model/src/**', 'pnpm-lock.yaml'];
const NO_SOURCES = ['**/node_modules/**', '**/dist/**', 'packages/console/{test,dev}/**'];
/** Beside what was built: the hash of what it was built from. */
const HASH_FILE = '.sources';

/** Builds the console unless it was built from the same sources. Throws ConsoleBuildError. */
export async function buildConsole(): Promise<void> {
  const hash = hashSources();
  if (builtFrom(CONSOLE_FILES) === hash) return;
  const scratch = join(CONSOLE, 'node_modules/.cache');
  mkdirSync(scratch, { recursive: true });
  const directory = mkdtempSync(join(scratch, 'console-'));
  try {
    const built = join(directory, 'built');
    await runVite(built);
    writeFileSync(join(built, HASH_FILE), hash);
    exchange(built, CONSOLE_FILES, join(directory, 'before'));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function hashSources(): string {
  const hash = createHash('sha256');
  const files = globSync(SOURCES, { cwd: ROOT, exclude: NO_SOURCES, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function builtFrom(directory: string): string | undefined {
  const file = join(directory, HASH_FILE);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

async function runVite(outDir: string): Promise<void> {
  const vite = spawn(process.execPath, [viteProgram(), 'build', '--outDir', outDir, '--logLevel', 'warn'], {
    cwd: CONSOLE,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors, exitCode] = await Promise.all([
    text(vite.stdout),
    text(vite.stderr),
    new Promise<number | null>((resolve) => vite.once('close', resolve)),
  ]);
  if (exitCode !== 0) {
    const said = `${errors}${output}`.trim();
    throw new ConsoleBuildError(said || `vite exited with ${exitCode}`);
  }
}

function viteProgram(): string {
  try {
    const manifest = createRequire(join(CONSOLE, 'package.json')).resolve('vite/package.json');
    return join(dirname(manifest), 'bin/vite.js');
  } catch {
    throw new ConsoleBuildError('vite is not installed; run: npx -y pnpm@12 install');
  }
}

/** Puts a folder in the place of another; of two that do so at once, one wins. */
function exchange(built: string, place: string, before: string): void {
  try {
    if (existsSync(place)) renameSync(place, before);
    renameSync(built, place);
  } catch (error) {
    if (builtFrom(place) === undefined) throw error;
  }
}
