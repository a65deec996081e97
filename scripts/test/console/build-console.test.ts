import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildConsole, ConsoleBuildError } from '../../src/console/build-console.ts';
import { CONSOLE } from '../../src/repository.ts';

let directory: string;
/** Another folder is put in its place by each build. */
const builtFolder = () => statSync(join(directory, 'dist')).ino;
const page = () => readFileSync(join(directory, 'dist/index.html'), 'utf8');

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'console-build-'));
  for (const name of ['index.html', 'package.json', 'vite.config.ts', 'public', 'src']) {
    cpSync(join(CONSOLE, name), join(directory, name), { recursive: true });
  }
  symlinkSync(join(CONSOLE, 'node_modules'), join(directory, 'node_modules'));
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('buildConsole', () => {
  it('builds once from the same sources, and again from others', async () => {
    await buildConsole(directory);
    const first = builtFolder();
    await buildConsole(directory);
    const second = builtFolder();
    writeFileSync(
      join(directory, 'index.html'),
      page()
        .replace(/<title>.*<\/title>/, '<title>new</title>')
        .replace(/<script type="module".*<\/script>|<link rel="(stylesheet|modulepreload)".*>/g, ''),
    );
    await buildConsole(directory);

    expect(second).toBe(first);
    expect(builtFolder()).not.toBe(first);
    expect(page()).toContain('<title>new</title>');
  });

  it('leaves what was built where the build fails, and says why', async () => {
    writeFileSync(join(directory, 'index.html'), '<script type="module" src="./missing.ts"></script>');
    const failing = buildConsole(directory);

    await expect(failing).rejects.toThrow(ConsoleBuildError);
    await expect(failing).rejects.toThrow(/missing\.ts/);
    expect(page()).toContain('<title>new</title>');
  });

  it('says what to do where vite is not installed', async () => {
    const bare = mkdtempSync(join(tmpdir(), 'console-bare-'));
    const failing = buildConsole(bare);

    await expect(failing).rejects.toThrow('run: npx -y pnpm@12 install');
    rmSync(bare, { recursive: true });
  });
});
