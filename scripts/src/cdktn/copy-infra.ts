import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT } from '../repository.ts';

/** Resolved in the folder above the copy; everything else is the checkout's own. */
const REPLACED = ['cdktf', '@cdktf', 'constructs'];

/** Copies infra into `directory` so that cdktf resolves to what is installed there; gives the app's main module. */
export function copyInfra(directory: string): string {
  const [infra, copy] = [join(ROOT, 'infra'), join(directory, 'infra')];
  cpSync(infra, copy, {
    recursive: true,
    filter: (file) => !['node_modules', 'test'].includes(basename(file)),
  });
  mkdirSync(join(copy, 'node_modules'));
  for (const name of readdirSync(join(infra, 'node_modules'))) {
    if (REPLACED.includes(name)) continue;
    symlinkSync(join(infra, 'node_modules', name), join(copy, 'node_modules', name));
  }
  return join(copy, 'src/main.ts');
}
