import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What stands for a built console, the hidden file of its build included. */
export const CONSOLE_BUILD: Readonly<Record<string, string>> = {
  'index.html': '<!doctype html>',
  'theme.js': 'theme()',
  'icon.svg': '<svg/>',
  'assets/index-AbC.js': 'main()',
  'assets/index-DeF.css': 'body {}',
  '.sources': 'hash',
};

/** Calls `use` with a folder that holds `files`, and removes it. */
export function withConsoleBuild<T>(use: (directory: string) => T, files = CONSOLE_BUILD): T {
  const directory = mkdtempSync(join(tmpdir(), 'console-build-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), content);
    }
    return use(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
