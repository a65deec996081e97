import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { zipSync } from 'fflate';
import { downloadTerraform } from '../src/download-terraform.ts';
import { terraformEnvironment } from '../src/terraform-environment.ts';
import { TERRAFORM_RELEASE, type TerraformRelease } from '../src/terraform-release.ts';

/** A program that answers as Terraform does when it is asked for its version. */
const program = (version: string) =>
  Buffer.from(`#!/bin/sh\necho '{"terraform_version":"${version}"}'\n`.padEnd(100_000, '#'));
const ZIP = zipSync({ 'LICENSE.txt': Buffer.from('license'), terraform: program('9.9.9') });
const SHA256 = createHash('sha256').update(ZIP).digest('hex');

let parent: string;
let directory: string;
let server: Server;
let release: TerraformRelease;
let requested: string[];
let body: Uint8Array;

beforeEach(async () => {
  parent = mkdtempSync(join(tmpdir(), 'download-terraform-'));
  directory = join(parent, 'bin');
  requested = [];
  body = ZIP;
  server = createServer((request, response) => {
    requested.push(request.url ?? '');
    const isThere = request.url === '/releases/9.9.9/terraform_9.9.9_linux_amd64.zip';
    response.writeHead(isThere ? 200 : 404).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  release = {
    version: '9.9.9',
    baseUrl: `http://127.0.0.1:${port}/releases`,
    sha256: { linux_amd64: SHA256, darwin_arm64: SHA256 },
  };
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(parent, { recursive: true });
});

const install = (platform = 'linux_amd64') => downloadTerraform(release, directory, platform);
const versionRun = () => {
  const env = terraformEnvironment(directory);
  const { stdout } = spawnSync('terraform', ['version', '-json'], { env, encoding: 'utf8' });
  return JSON.parse(stdout).terraform_version;
};

describe('downloadTerraform', () => {
  it('puts the program where other programs find it, and nothing else', async () => {
    expect(await install()).toBe(true);

    expect(versionRun()).toBe('9.9.9');
    expect(readdirSync(directory)).toEqual(['terraform']);
    expect(statSync(join(directory, 'terraform')).mode & 0o777).toBe(0o755);
  });

  it('does nothing when that version is there', async () => {
    await install();

    expect(await install()).toBe(false);
    expect(requested).toHaveLength(1);
  });

  it.each([
    ['another version', program('9.9.8')],
    ['half a file', Buffer.from([0x7f, 0x45, 0x4c, 0x46])],
  ])('replaces %s', async (_, earlier) => {
    await install();
    writeFileSync(join(directory, 'terraform'), earlier);

    expect(await install()).toBe(true);
    expect(versionRun()).toBe('9.9.9');
  });

  it('refuses another file by name of both checksums, and leaves nothing behind', async () => {
    body = zipSync({ terraform: program('9.9.9-evil') });
    const actual = createHash('sha256').update(body).digest('hex');

    await expect(install()).rejects.toThrow(
      `/9.9.9/terraform_9.9.9_linux_amd64.zip has the SHA-256 ${actual}, not ${SHA256}`,
    );
    expect(existsSync(directory)).toBe(false);
  });

  it('says which URL answered with which status', async () => {
    await expect(install('darwin_arm64')).rejects.toThrow(
      `${release.baseUrl}/9.9.9/terraform_9.9.9_darwin_arm64.zip cannot be downloaded: HTTP 404`,
    );
  });

  it('says why there was no answer and what to do', async () => {
    release = { ...release, baseUrl: 'http://127.0.0.1:1' };

    await expect(install()).rejects.toThrow(
      /^http:\/\/127\.0\.0\.1:1\/.+ cannot be downloaded: .+; check the network .+, or put Terraform 9\.9\.9 into /,
    );
  });

  it('names the platforms it has checksums for', async () => {
    await expect(install('win32_amd64')).rejects.toThrow(
      'no checksum of Terraform 9.9.9 for win32_amd64, only for linux_amd64, darwin_arm64',
    );
    expect(requested).toEqual([]);
  });
});

describe('TERRAFORM_RELEASE', () => {
  it('has a checksum for every platform a build or a developer has', () => {
    const { sha256 } = TERRAFORM_RELEASE;

    expect(Object.keys(sha256).sort()).toEqual([
      'darwin_amd64',
      'darwin_arm64',
      'linux_amd64',
      'linux_arm64',
    ]);
    for (const sum of Object.values(sha256)) expect(sum).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(Object.values(sha256)).size).toBe(4);
  });
});

describe('terraformEnvironment', () => {
  it('keeps the PATH where nothing is installed', () => {
    expect(terraformEnvironment(directory)).toMatchObject({
      PATH: process.env.PATH,
      CHECKPOINT_DISABLE: '1',
      TF_INPUT: '0',
    });
  });
});
