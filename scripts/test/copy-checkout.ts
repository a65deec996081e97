import {
  copyFileSync,
  cpSync,
  existsSync,
  globSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { ROOT } from '../src/repository.ts';

const STORE = join(ROOT, 'node_modules/.pnpm');
const NOT_COPIED = new Set(['.git', 'artifacts', 'cdktf.out', 'coverage', '.terraform', '.terraform-bin']);

/**
 * A second checkout at `directory`, installed without a package manager. Its files are older; what functions bundle is
 * there itself, so that no path in a bundle leads out of it; of other dependencies it uses those of this checkout.
 */
export function copyCheckout(directory: string): void {
  // Packages keep their node_modules: pnpm's relative links, which lead to the copies of our own packages.
  cpSync(ROOT, directory, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (file) => !NOT_COPIED.has(basename(file)) && file !== join(ROOT, 'node_modules'),
  });
  for (const file of globSync('**/*.*', { cwd: directory, exclude: ['**/node_modules'] })) {
    utimesSync(join(directory, file), new Date('2001-02-03'), new Date('2001-02-03'));
  }
  const store = join(directory, 'node_modules/.pnpm');
  mkdirSync(store, { recursive: true });
  const bundled = storeEntriesOf(globSync('functions/*', { cwd: ROOT }).map((folder) => join(ROOT, folder)));
  for (const entry of readdirSync(STORE)) {
    if (bundled.has(entry)) linkFiles(join(STORE, entry), join(store, entry));
    else symlinkSync(join(STORE, entry), join(store, entry));
  }
}

/** The folders of pnpm's store that packages reach through their dependencies, and those of them. */
function storeEntriesOf(packages: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const entries = new Set<string>();
  const visit = (folder: string) => {
    if (seen.has(folder) || !existsSync(folder)) return;
    seen.add(folder);
    for (const { name, parentPath } of readdirSync(folder, { withFileTypes: true })) {
      if (name === '.bin') continue;
      if (name.startsWith('@')) visit(join(parentPath, name));
      else visitPackage(realpathSync(join(parentPath, name)));
    }
  };
  const visitPackage = (path: string) => {
    const [entry = '', ...rest] = relative(STORE, path).split(sep);
    const isInStore = entry !== '..' && rest.length > 0;
    if (isInStore) entries.add(entry);
    visit(isInStore ? join(STORE, entry, 'node_modules') : join(path, 'node_modules'));
  };
  packages.forEach(visitPackage);
  return entries;
}

/** The same files under other paths, without their bytes where the file system can do that. */
function linkFiles(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkFiles(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkOrCopy(source, target);
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target);
  }
}
