import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Contents of files by their path below a folder. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** Every file below `directory`, sorted by path. */
export function readFiles(directory: string): Files {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return new Map(files.map((file) => [relative(directory, file), readFileSync(file)]));
}
