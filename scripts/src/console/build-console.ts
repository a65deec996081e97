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

/** What decides what is built beside the package itself: the types it uses, and the versions of its dependencies. */
const SHARED_SOURCES = ['packages/order-model/src/**', 'pnpm-lock.yaml'];
const NO_SOURCES = ['**/node_modules/**', '**/dist/**', 'test/**', 'dev/**'];
/** Beside what was built: the hash of what it was built from. */
const HASH_FILE = '.sources';

/** Builds the console unless it was built from the same sources. Throws ConsoleBuildError. */
export async function buildConsole(directory = CONSOLE): Promise<void> {
  const place = join(directory, 'dist');
  const hash = hashSources(directory);
  if (builtFrom(place) === hash) return;
  const scratch = join(directory, 'node_modules/.cache');
  mkdirSync(scratch, { recursive: true });
  const work = mkdtempSync(join(scratch, 'console-'));
  try {
    const built = join(work, 'built');
    await runVite(directory, built);
    writeFileSync(join(built, HASH_FILE), hash);
    exchange(built, place, join(work, 'before'));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function hashSources(directory: string): string {
  const hash = createHash('sha256');
  for (const file of [...filesIn(directory, ['**']), ...filesIn(ROOT, SHARED_SOURCES)]) {
    hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesIn(cwd: string, patterns: string[]): string[] {
  const entries = globSync(patterns, { cwd, exclude: NO_SOURCES, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
}

function builtFrom(directory: string): string | undefined {
  const file = join(directory, HASH_FILE);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

async function runVite(cwd: string, outDir: string): Promise<void> {
  const args = [viteProgram(cwd), 'build', '--outDir', outDir, '--logLevel', 'warn'];
  const env = { ...process.env, NO_COLOR: '1' };
  const vite = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
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

function viteProgram(directory: string): string {
  try {
    const manifest = createRequire(join(directory, 'package.json')).resolve('vite/package.json');
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
