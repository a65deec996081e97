import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readArguments } from '../src/deploy/arguments.ts';
import { checkAccount } from '../src/deploy/check-account.ts';
import { readDeployedStack } from '../src/deploy/deployed-stack.ts';
import { stackDirectory } from '../src/deploy/stack-directory.ts';
import { ROOT } from '../src/repository.ts';
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

describe('readArguments', () => {
  it.each([[[]], [['a']], [['a', 'b', 'c']], [['a', '--all']]])('refuses %j with the usage', (args) => {
    const read = () => readArguments(['STACK', 'NAME'], 'Usage: output STACK NAME', args);

    expect(read).toThrow(UserError);
    expect(read).toThrow('Usage: output STACK NAME');
  });

  it('gives what it was asked for', () => {
    expect(readArguments(['STACK', 'NAME'], '', ['app-dev', 'api_url'])).toEqual(['app-dev', 'api_url']);
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

describe('readDeployedStack', () => {
  const environmentsDirectory = join(ROOT, 'infra/test/environments');
  const directories = { environmentsDirectory, artifactsDirectory: process.env.TEST_ARTIFACTS };

  it('says where a stack and its state go', async () => {
    await synthesize(directories, join(cdktfOut, 'account'));

    expect(readDeployedStack('bootstrap', join(cdktfOut, 'account'))).toEqual({
      name: 'bootstrap',
      directory: join(cdktfOut, 'account/stacks/bootstrap'),
      bucketName: 'dofs-tfstate-111111111111-us-east-1',
      stateKey: 'bootstrap/terraform.tfstate',
      accountId: '111111111111',
      client: { region: 'us-east-1' },
    });
    expect(() => readDeployedStack('app-local', join(cdktfOut, 'account'))).toThrow(
      'app-local is not deployed; it runs with: npx -y pnpm@12 start',
    );
  });

  it('goes to the emulator of a chosen environment', async () => {
    const context = { ...directories, environment: 'dev', awsEndpointUrl: 'http://localhost:4566' };
    await synthesize(context, join(cdktfOut, 'emulator'));

    expect(readDeployedStack('bootstrap', join(cdktfOut, 'emulator')).client).toEqual({
      region: 'us-east-1',
      endpoint: 'http://localhost:4566',
      credentials: { accessKeyId: '111111111111', secretAccessKey: 'emulator' },
      forcePathStyle: true,
    });
  });

  it.each(['local', 'dev'])(
    'has no bootstrap of %s alone: it would leave the other environments out',
    async (environment) => {
      const outdir = join(cdktfOut, `only-${environment}`);
      await synthesize({ ...directories, environment }, outdir);

      expect(() => readDeployedStack('bootstrap', outdir)).toThrow(
        'there is no stack "bootstrap": it serves every environment on AWS at once',
      );
    },
  );
});

describe('checkAccount', () => {
  const stack = (accountId: string, endpoint: string) => ({
    name: 'app-dev',
    directory: '',
    bucketName: '',
    stateKey: '',
    accountId,
    client: { region: 'us-east-1', endpoint, credentials: { accessKeyId: 'a', secretAccessKey: 'b' } },
  });
  let server: Server;
  let url: string;
  beforeAll(async () => {
    server = createServer((_, response) =>
      response.end(
        '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>222222222222</Account></GetCallerIdentityResult></GetCallerIdentityResponse>',
      ),
    ).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
  });

  it('lets credentials of the account of the environments pass', async () => {
    await expect(checkAccount(stack('222222222222', url))).resolves.toBeUndefined();
  });

  it('names both accounts when they differ', async () => {
    await expect(checkAccount(stack('333333333333', url))).rejects.toThrow(
      'the credentials are of account 222222222222, the environments of 333333333333; sign in to that account',
    );
  });

  it('tells the placeholder of the repository from an account', async () => {
    const { client, ...placeholder } = stack('111111111111', url);

    await expect(checkAccount({ ...placeholder, client: { region: client.region } })).rejects.toThrow(
      'accountId in infra/environments is still the placeholder 111111111111; set your own',
    );
  });
});
