import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, stop } from 'esbuild';
import { ROOT } from '../repository.ts';
import { unpackZip } from '../unpack-zip.ts';
import { writeUnbundledSource } from './unbundled-source.ts';

/** The same function, packed in different ways. */
export const VARIANTS = ['empty', 'shipped', 'compileCache', 'defaults', 'unbundled'] as const;

export type Variant = (typeof VARIANTS)[number];

/** The file of the handler. */
export type Handlers = Readonly<Record<Variant, string>>;

/** With V8's compiled code in the package beside the bundle, as `module.enableCompileCache` writes it. */
const COMPILE_CACHE_HANDLER = `
require('node:module').enableCompileCache(require('node:path').join(__dirname, 'cache'));
exports.handler = require('./bundle.cjs').handler;
`;

/** Writes all variants of a function; `environment` is that of the function, to load it once. */
export async function writeVariants(
  name: string,
  artifactsDirectory: string,
  directory: string,
  environment: Readonly<Record<string, string>>,
): Promise<Handlers> {
  const folderOf = (variant: Variant) => {
    const folder = join(directory, name, variant);
    mkdirSync(folder, { recursive: true });
    return folder;
  };
  const empty = join(folderOf('empty'), 'index.cjs');
  writeFileSync(empty, 'exports.handler = async () => {};');
  const shipped = join(folderOf('shipped'), 'index.cjs');
  unpackZip(join(artifactsDirectory, `${name}.zip`), folderOf('shipped'));
  try {
    return {
      empty,
      shipped,
      compileCache: writeCompileCache(shipped, folderOf('compileCache'), environment),
      defaults: await bundleWithDefaults(name, folderOf('defaults')),
      unbundled: await writeUnbundledSource(name, folderOf('unbundled')),
    };
  } finally {
    await stop();
  }
}

/** What esbuild makes of the function without being told more than that it is for Node. */
export async function bundleWithDefaults(name: string, folder: string): Promise<string> {
  const outfile = join(folder, 'index.js');
  const entryPoints = [join(ROOT, 'functions', name, 'src/handler.ts')];
  await build({ entryPoints, bundle: true, platform: 'node', outfile });
  return outfile;
}

function writeCompileCache(shipped: string, folder: string, env: Readonly<Record<string, string>>): string {
  const handler = join(folder, 'index.cjs');
  writeFileSync(handler, COMPILE_CACHE_HANDLER);
  copyFileSync(shipped, join(folder, 'bundle.cjs'));
  // The cache is written as the process ends.
  execFileSync(process.execPath, ['--eval', `require(${JSON.stringify(handler)})`], { env });
  if (!existsSync(join(folder, 'cache'))) throw new Error(`${folder} has no compile cache`);
  return handler;
}
