import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT } from '../repository.ts';
import { UserError } from '../user-error.ts';

/** Resolved in the folder above the copy; everything else is the checkout's own. */
const REPLACED = ['cdktf', '@cdktf', 'constructs'];

/**
 * What the source itself needs: cdktn refuses `use_lockfile` unless a Terraform that knows it is declared.
 * The decision record names these lines too.
 */
const EDITS = [
  {
    file: 'src/main.ts',
    from: 'new App()',
    to: "new App({ context: { targetVersions: { terraform: '>=1.10.0' } } })",
  },
  {
    file: 'src/read-environments.ts',
    from: 'artifactsDirectory|',
    to: 'artifactsDirectory|targetVersions|',
  },
];

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
  for (const edit of EDITS) applyEdit(copy, edit);
  return join(copy, 'src/main.ts');
}

function applyEdit(infra: string, { file, from, to }: (typeof EDITS)[number]): void {
  const path = join(infra, file);
  const source = readFileSync(path, 'utf8');
  if (source.includes('targetVersions')) return;
  if (!source.includes(from)) {
    throw new UserError(
      `infra/${file} holds no ${JSON.stringify(from)} any more; correct EDITS in scripts/src/cdktn/copy-infra.ts and the decision record`,
    );
  }
  writeFileSync(path, source.replace(from, to));
}
