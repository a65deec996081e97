import { readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Plugin } from 'esbuild';
import { ROOT } from './repository.ts';

/**
 * By the path of the original, the absolute path of what a bundle gets in its place. A path is that in the repository,
 * such as `functions/x/src/y.ts`, or for a dependency `node_modules/<package>/<file>`, wherever it is installed.
 */
export type Replacements = Readonly<Record<string, string>>;

/** An esbuild plugin that replaces modules, for any number of bundles. */
export function replaceModules(replacements: Replacements): {
  readonly plugin: Plugin;
  /** Throws when a module to replace was in no bundle, and so everything would run on the original. */
  checkAllReplaced(): void;
} {
  const originals = Object.keys(replacements);
  const replaced = new Set<string>();
  return {
    plugin: {
      name: 'replace-modules',
      setup(build) {
        if (originals.length === 0) return;
        // A filter keeps esbuild from asking about every module there is.
        const filter = new RegExp(`(${originals.map((path) => path.replaceAll('.', '\\.')).join('|')})$`);
        build.onLoad({ filter }, ({ path }) => {
          const original = originalPath(path);
          const replacement = replacements[original];
          if (replacement === undefined) return undefined;
          replaced.add(original);
          return {
            contents: readFileSync(replacement, 'utf8'),
            loader: 'ts',
            resolveDir: dirname(replacement),
          };
        });
      },
    },
    checkAllReplaced() {
      const unused = originals.filter((original) => !replaced.has(original));
      if (unused.length > 0) throw new Error(`no function imports ${unused.join(', ')}, to be replaced`);
    },
  };
}

function originalPath(path: string): string {
  const installed = path.lastIndexOf('node_modules/');
  return installed < 0 ? relative(ROOT, path) : path.slice(installed);
}
