import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { type Answer, methodNotAllowed, problemAnswer } from './answer.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};
/** Vite puts a hash of the content into the names under assets/. */
const HASHED = /^assets\/.*-[\w-]{8}\.\w+$/;

interface StaticFile {
  readonly headers: OutgoingHttpHeaders & { readonly etag: string };
  readonly body: Buffer;
}

/** Files by their path below the folder, with `/` between its parts. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

/**
 * Reads a folder into memory, without its hidden files: a path that is not in the map cannot be served, whatever is in
 * it, and a folder that is built anew meanwhile serves no half of each.
 */
export function readStaticFiles(directory: string): StaticFiles {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
  return new Map(
    files.map(({ parentPath, name }) => {
      const file = join(parentPath, name);
      const path = relative(directory, file).replaceAll(sep, '/');
      return [path, toStaticFile(path, readFileSync(file))];
    }),
  );
}

function toStaticFile(path: string, body: Buffer): StaticFile {
  const headers = {
    'content-type': CONTENT_TYPES[extname(path)] ?? 'application/octet-stream',
    'cache-control': HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: `"${createHash('sha256').update(body).digest('base64url')}"`,
  };
  return { headers, body };
}

/** The file at a path; a path without a file extension is a page of the application, which index.html shows. */
export function staticAnswer(files: StaticFiles, path: string, { method, headers }: IncomingMessage): Answer {
  if (method !== 'GET' && method !== 'HEAD') return methodNotAllowed(['GET', 'HEAD']);
  const file = files.get(path) ?? (extname(path) === '' ? files.get('index.html') : undefined);
  if (!file) return problemAnswer(404, 'Not found', 'there is no such file');
  if (headers['if-none-match'] === file.headers.etag) return { status: 304, headers: file.headers };
  return { status: 200, ...file };
}
