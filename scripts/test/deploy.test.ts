import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readBootstrapStack } from '../src/bootstrap/bootstrap-stack.ts';
import { requireArguments } from '../src/deploy/arguments.ts';
import { stackDirectory } from '../src/deploy/stack-directory.ts';
import { runTool } from '../src/run-terraform.ts';
import { synthesize } from '../src/synthesize.ts';
import { UserError } from '../src/user-error.ts';

let cdktfOut: string;
beforeAll(() => {
  cdktfOut = mkdtempSync(join(tmpdir(), 'deploy-'));
  mkdirSync(join(cdktfOut, 'stacks/app-old'), { recursive: true });
  writeFileSync(join(cdktfOut, 'manifest.json'), '{"stacks":{"app-prod":{},"app-dev":{}}}');
});
afterAll(() => rmSync(cdktfOut, { recursive: true }));

describe('stackDirectory', () => {
  it('is the folder of a stack of the last synthesis', () => {
    expect(stackDirectory('app-dev', cdktfOut)).toBe(join(cdktfOut, 'stacks/app-dev'));
  });

  it.each(['app-old', 'dev', '../stacks/app-dev'])('refuses %s and says which there are', (stack) => {
    expect(() => stackDirectory(stack, cdktfOut)).toThrow(
      `there is no stack "${stack}"; there are app-dev, app-prod`,
    );
  });

  it('says what to do when nothing is synthesized', () => {
    expect(() => stackDirectory('app-dev', join(cdktfOut, 'nothing'))).toThrow(
      'nothing is synthesized yet; run: npx -y pnpm@12 synth',
    );
  });
});

describe('requireArguments', () => {
  it.each([[[]], [['a']], [['a', 'b', 'c']], [['a', '--help']]])('refuses %j with the usage', (args) => {
    const read = () => requireArguments(['STACK', 'NAME'], 'Usage: output STACK NAME', args);

    expect(read).toThrow(UserError);
    expect(read).toThrow('Usage: output STACK NAME');
  });

  it('gives what it was asked for', () => {
    expect(requireArguments(['STACK', 'NAME'], '', ['app-dev', 'api_url'])).toEqual(['app-dev', 'api_url']);
  });
});

describe('runTool', () => {
  it('gives the exit code', async () => {
    expect(await runTool(process.execPath, ['-e', 'process.exit(2)'], { cwd: cdktfOut })).toBe(2);
  });

  it('says how to get Terraform where there is none', async () => {
    const env = { PATH: cdktfOut };

    await expect(runTool('terraform', ['version'], { cwd: cdktfOut, env })).rejects.toThrow(
      'there is no terraform on the PATH; run: npx -y pnpm@12 install:terraform',
    );
  });
});

describe('readBootstrapStack', () => {
  const artifactsDirectory = process.env.TEST_ARTIFACTS;

  it('says where the state of the account goes', async () => {
    await synthesize({ artifactsDirectory }, join(cdktfOut, 'account'));

    expect(readBootstrapStack(join(cdktfOut, 'account'))).toEqual({
      directory: join(cdktfOut, 'account/stacks/bootstrap'),
      bucketName: 'dofs-tfstate-111111111111-us-east-1',
      stateKey: 'bootstrap/terraform.tfstate',
      region: 'us-east-1',
      accountId: '111111111111',
    });
  });

  it('goes to the emulator of a chosen environment', async () => {
    const context = { artifactsDirectory, environment: 'dev', awsEndpointUrl: 'http://localhost:4566' };
    await synthesize(context, join(cdktfOut, 'emulator'));

    expect(readBootstrapStack(join(cdktfOut, 'emulator'))).toMatchObject({
      emulator: {
        endpoint: 'http://localhost:4566',
        accessKeyId: '111111111111',
        secretAccessKey: 'emulator',
      },
    });
  });

  it.each(['local', 'dev'])(
    'refuses %s chosen alone: it would leave the other environments out',
    async (environment) => {
      const outdir = join(cdktfOut, `only-${environment}`);
      await synthesize({ artifactsDirectory, environment }, outdir);

      expect(() => readBootstrapStack(outdir)).toThrow(
        'this configuration has no bootstrap stack: it serves every environment on AWS at once',
      );
    },
  );
});
