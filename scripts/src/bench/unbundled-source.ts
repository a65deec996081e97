import { mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { transform } from 'esbuild';
import { ROOT } from '../repository.ts';

/** The workspace packages that functions are made of. */
const PACKAGES = ['packages/order-model', 'packages/order-store', 'packages/function-kit'];

/**
 * Writes a function as it would run without a bundler, its types stripped beforehand: modules as they are, dependencies
 * from node_modules. Returns the file of the handler.
 */
export async function writeUnbundledSource(functionName: string, directory: string): Promise<string> {
  const functionPackage = join('functions', functionName);
  for (const path of [functionPackage, ...PACKAGES]) {
    await writeJavaScript(path, directory);
    linkDependencies(path, directory);
  }
  return join(directory, functionPackage, 'src/handler.js');
}

async function writeJavaScript(packagePath: string, directory: string): Promise<void> {
  const files = readdirSync(join(ROOT, packagePath, 'src'), { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.ts'))) {
    const source = readFileSync(join(ROOT, packagePath, 'src', file), 'utf8');
    const { code } = await transform(source, { loader: 'ts', target: 'node24' });
    const target = join(directory, packagePath, 'src', file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, code.replaceAll('.ts";', '.js";'));
  }
  const manifest = readFileSync(join(ROOT, packagePath, 'package.json'), 'utf8');
  writeFileSync(join(directory, packagePath, 'package.json'), manifest.replaceAll('.ts"', '.js"'));
}

/** Links what the package depends on: other packages of the workspace to their copies, the rest to where it is installed. */
function linkDependencies(packagePath: string, directory: string): void {
  const { dependencies = {} } = JSON.parse(readFileSync(join(ROOT, packagePath, 'package.json'), 'utf8'));
  for (const name of Object.keys(dependencies)) {
    const installed = realpathSync(join(ROOT, packagePath, 'node_modules', name));
    const path = relative(ROOT, installed);
    const link = join(directory, packagePath, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(path.startsWith('node_modules') ? installed : join(directory, path), link);
  }
}
