import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Files, readFiles } from '../src/read-files.ts';
import { functionNames, ROOT } from '../src/repository.ts';
import { copyCheckout } from './copy-checkout.ts';

let parent: string;
beforeAll(() => {
  parent = realpathSync(mkdtempSync(join(tmpdir(), 'two-checkouts-')));
});
afterAll(() => rmSync(parent, { recursive: true }));

/** Builds every function and synthesizes every environment of a checkout with its own scripts, into `outdir`. */
async function outputOf(checkout: string, outdir: string): Promise<Files> {
  const program = `
    const { buildArtifacts } = await import('./scripts/src/build-artifacts.ts');
    const { synthesize } = await import('./scripts/src/synthesize.ts');
    const [outdir] = process.argv.slice(-1);
    await buildArtifacts(outdir + '/artifacts');
    await synthesize({ artifactsDirectory: outdir + '/artifacts' }, outdir + '/cdktf.out');`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program, outdir], {
    cwd: checkout,
    // What is compiled of a checkout that goes is not kept.
    env: { ...process.env, CDKTF_CONTEXT_JSON: '', NODE_DISABLE_COMPILE_CACHE: '1' },
  });
  return readFiles(outdir);
}

/** SHA-256 of each file by its path. */
function hashes(files: Files): Record<string, string> {
  return Object.fromEntries(
    [...files].map(([file, bytes]) => [file, createHash('sha256').update(bytes).digest('hex')]),
  );
}

describe('two checkouts', () => {
  it('have byte-identical deployment packages and stacks, wherever they are and however old their files', async () => {
    const second = join(parent, 'a second checkout, at a longer path than the first');
    copyCheckout(second);

    const [ours, theirs] = await Promise.all([
      outputOf(ROOT, join(parent, 'first')),
      outputOf(second, join(parent, 'output of the second')),
    ]);

    const expected = hashes(ours);
    expect(Object.keys(expected)).toEqual(
      expect.arrayContaining([
        ...functionNames().map((name) => `artifacts/${name}.zip`),
        'cdktf.out/stacks/app-dev/cdk.tf.json',
        'cdktf.out/stacks/app-local/cdk.tf.json',
      ]),
    );
    expect(hashes(theirs)).toEqual(expected);
  });
});
