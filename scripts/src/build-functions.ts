import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, type Plugin, stop } from 'esbuild';
import { type Replacements, replaceModules } from './replace-modules.ts';
import { ARTIFACTS, functionNames, ROOT } from './repository.ts';
import { SDK_STAND_INS } from './sdk-stand-ins.ts';
import { reproducibleZip } from './zip.ts';

/** A deployment package that was built. Sizes in bytes. */
export interface BuiltFunction {
  readonly name: string;
  readonly bundleBytes: number;
  readonly zipBytes: number;
}

export interface BuildOptions {
  /** Modules of the bundles that give way to others: how the system under test gets its test doubles. */
  readonly replace?: Replacements;
}

/** Bundles every function into `<directory>/<function>.zip`, reproducibly. */
export async function buildFunctions(
  directory = ARTIFACTS,
  { replace = {} }: BuildOptions = {},
): Promise<BuiltFunction[]> {
  mkdirSync(directory, { recursive: true });
  const replacing = replaceModules({ ...SDK_STAND_INS, ...replace });
  try {
    const bundles = await bundle(functionNames(), replacing.plugin);
    replacing.checkAllReplaced();
    return bundles.map(({ name, contents }) => {
      const zip = reproducibleZip(new Map([['index.cjs', contents]]));
      writeFileSync(join(directory, `${name}.zip`), zip);
      return { name, bundleBytes: contents.byteLength, zipBytes: zip.byteLength };
    });
  } finally {
    // esbuild's own process, which would otherwise live as long as this one.
    await stop();
  }
}

/** Bundles functions in one run of esbuild, which reads what they share once. */
async function bundle(names: readonly string[], plugin: Plugin) {
  const { outputFiles } = await build({
    entryPoints: Object.fromEntries(
      names.map((name) => [name, join(ROOT, 'functions', name, 'src/handler.ts')]),
    ),
    absWorkingDir: ROOT,
    outdir: ARTIFACTS,
    write: false,
    plugins: [plugin],
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    // An ES module that imports one of Node's own runs all its getters, and with those of `http` comes the whole of fetch.
    format: 'cjs',
    supported: { 'dynamic-import': false },
    // The SDK's ESM build; half the size of the CommonJS one that platform node prefers.
    mainFields: ['module', 'main'],
    legalComments: 'none',
  });
  return outputFiles.map(({ path, contents }) => ({ name: basename(path, '.js'), contents }));
}
