import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ARTIFACTS, functionNames, ROOT } from './functions.ts';
import { reproducibleZip } from './zip.ts';

/** A deployment package that was built. Sizes in bytes. */
export interface BuiltFunction {
  readonly name: string;
  readonly bundleBytes: number;
  readonly zipBytes: number;
}

/** Bundles every function into `artifacts/<function>.zip`, reproducibly. */
export async function buildFunctions(): Promise<BuiltFunction[]> {
  rmSync(ARTIFACTS, { recursive: true, force: true });
  mkdirSync(ARTIFACTS, { recursive: true });
  return Promise.all(functionNames().map(buildFunction));
}

async function buildFunction(name: string): Promise<BuiltFunction> {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, 'functions', name, 'src/handler.ts')],
    absWorkingDir: ROOT,
    outfile: 'index.mjs',
    write: false,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    // The SDK's ESM build; half the size of the CommonJS one that platform node prefers.
    mainFields: ['module', 'main'],
    legalComments: 'none',
    // CommonJS inside the bundle may still ask for Node's own modules.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  });
  const [bundle] = outputFiles;
  if (!bundle) throw new Error(`esbuild wrote no bundle for ${name}`);
  const zip = reproducibleZip(new Map([['index.mjs', bundle.contents]]));
  writeFileSync(join(ARTIFACTS, `${name}.zip`), zip);
  return { name, bundleBytes: bundle.contents.byteLength, zipBytes: zip.byteLength };
}
