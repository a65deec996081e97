import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import { buildFunctions } from '../src/build-functions.ts';
import { functionNames } from '../src/repository.ts';
import { SDK_STAND_INS } from '../src/sdk-stand-ins.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'artifacts-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

const zipsIn = (folder: string) =>
  functionNames().map((name) => readFileSync(join(folder, `${name}.zip`)).toString('hex'));

describe('buildFunctions', () => {
  it('packs each function as one module that says nothing of the machine, in the same bytes every time', async () => {
    const built = await buildFunctions(directory);

    expect(zipsIn(directory)).toEqual(zipsIn(process.env.TEST_ARTIFACTS ?? ''));
    expect(built.map(({ name }) => name)).toEqual(functionNames());
    for (const { name } of built) {
      const files = unzipSync(readFileSync(join(directory, `${name}.zip`)));
      expect(Object.keys(files)).toEqual(['index.cjs']);
      const code = Buffer.from(files['index.cjs'] ?? []).toString();
      expect(code).toContain('module.exports={handler}');
      expect(code).not.toContain(process.cwd());
    }
  });

  it('replaces modules, and no less than all of them', async () => {
    const replacement = join(directory, 'replacement.ts');
    writeFileSync(replacement, "export const processOrders = () => 'replaced processOrders';");
    const original = 'functions/fulfill-order/src/process-orders.ts';
    await buildFunctions(join(directory, 'replaced'), { replace: { [original]: replacement } });
    const { 'index.cjs': bundle } = unzipSync(readFileSync(join(directory, 'replaced/fulfill-order.zip')));

    expect(Buffer.from(bundle ?? []).toString()).toContain('replaced processOrders');
    await expect(
      buildFunctions(join(directory, 'replaced'), { replace: { 'functions/gone.ts': replacement } }),
    ).rejects.toThrow('no function imports functions/gone.ts');
  });

  it('fails where the SDK has moved a module that is to be left out, or asks its stand-in for more', async () => {
    const standIn = join(directory, 'stand-in.ts');
    writeFileSync(standIn, 'export const somethingElse = 1;');
    const [original = ''] = Object.keys(SDK_STAND_INS);
    const moved = original.replace('dist-es', 'dist-elsewhere');

    await expect(buildFunctions(join(directory, 'moved'), { replace: { [moved]: standIn } })).rejects.toThrow(
      `no function imports ${moved}`,
    );
    await expect(
      buildFunctions(join(directory, 'asked'), { replace: { [original]: standIn } }),
    ).rejects.toThrow('for import "defaultProvider"');
  });
});
