import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { ROOT } from './repository.ts';

/** By the path of the original in the repository, the absolute path of what a bundle gets in its place. */
export type Replacements = Readonly<Record<string, string>>;

/** An esbuild plugin that replaces modules, for any number of bundles. */
export function replaceModules(replacements: Replacements): {
  readonly plugin: Plugin;
  /** Throws when a module to replace was in no bundle, and so everything would run on the original. */
  checkAllReplaced(): void;
} {
  const byOriginal = new Map(
    Object.entries(replacements).map(([original, replacement]) => [join(ROOT, original), replacement]),
  );
  const replaced = new Set<string>();
  return {
    plugin: {
      name: 'replace-modules',
      setup(build) {
        if (byOriginal.size === 0) return;
        build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
          const replacement = byOriginal.get(path);
          if (replacement === undefined) return undefined;
          replaced.add(path);
          return {
            contents: readFileSync(replacement, 'utf8'),
            loader: 'ts',
            resolveDir: dirname(replacement),
          };
        });
      },
    },
    checkAllReplaced() {
      const unused = Object.keys(replacements).filter((original) => !replaced.has(join(ROOT, original)));
      if (unused.length > 0) throw new Error(`no function imports ${unused.join(', ')}, to be replaced`);
    },
  };
}
