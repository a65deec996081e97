import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { ConfigError } from '../config-error.ts';

/** A file of the built console, as S3 keeps it. */
export interface ConsoleFile {
  readonly file: string;
  /** Path below `/console/`. */
  readonly path: string;
  readonly contentType: string;
  readonly cacheControl: string;
  /** What S3 answers as the ETag of these bytes. */
  readonly etag: string;
}

export const INDEX = 'index.html';

/** What is asked for again each time, and answered with 304 while it is the same. */
export const REVALIDATED = 'no-cache';
/** Names below `assets/` hold the hash of the content. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** What the build wrote, in the order of its names. Throws ConfigError when there is no build. */
export function consoleFiles(directory: string): ConsoleFile[] {
  if (!existsSync(join(directory, INDEX))) {
    throw new ConfigError(
      `console is true, and the console is not built: there is no ${join(directory, INDEX)}; run: npx -y pnpm@12 build`,
    );
  }
  return globSync('**/*', { cwd: directory, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
    .map((file) => consoleFile(directory, file));
}

function consoleFile(directory: string, file: string): ConsoleFile {
  const path = file.slice(join(directory, '/').length);
  const contentType = CONTENT_TYPES[extname(path)];
  if (contentType === undefined) {
    throw new Error(
      `${file} has an ending without a content type; add it to CONTENT_TYPES in console-files.ts`,
    );
  }
  return {
    file,
    path,
    contentType,
    cacheControl: path.startsWith('assets/') ? IMMUTABLE : REVALIDATED,
    etag: createHash('md5').update(readFileSync(file)).digest('hex'),
  };
}
