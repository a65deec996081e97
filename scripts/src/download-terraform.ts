import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { TerraformRelease } from './terraform-release.ts';
import { UserError } from './user-error.ts';

/**
 * Puts the release into `directory` as `terraform`, unless it is there already; true when it was downloaded.
 * Throws UserError when it cannot be had, or is not what its checksum says.
 */
export async function downloadTerraform(
  release: TerraformRelease,
  directory: string,
  platform = platformOfThisMachine(),
): Promise<boolean> {
  if (versionIn(directory) === release.version) return false;
  const expected = release.sha256[platform];
  if (!expected) {
    const known = Object.keys(release.sha256).join(', ');
    throw new UserError(
      `there is no checksum of Terraform ${release.version} for ${platform}, only for ${known}; add it to scripts/src/terraform-release.ts`,
    );
  }
  const url = `${release.baseUrl}/${release.version}/terraform_${release.version}_${platform}.zip`;
  const zip = await download(url, `put Terraform ${release.version} into ${directory} by hand`);
  const actual = createHash('sha256').update(zip).digest('hex');
  if (actual !== expected) {
    throw new UserError(
      `${url} has the SHA-256 ${actual}, not ${expected}; nothing was installed: try again, and do not use the file when it stays so`,
    );
  }
  const { terraform } = unzipSync(zip, { filter: ({ name }) => name === 'terraform' });
  if (!terraform) throw new UserError(`${url} holds no file terraform; compare it with an earlier release`);
  install(terraform, directory);
  return true;
}

/** This operating system and processor in HashiCorp's words, such as `linux_amd64`. */
function platformOfThisMachine(): string {
  return `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
}

/** The version of the program in the folder; undefined when there is none, or none that runs. */
function versionIn(directory: string): string | undefined {
  const { stdout } = spawnSync(join(directory, 'terraform'), ['version', '-json'], {
    encoding: 'utf8',
    env: { ...process.env, CHECKPOINT_DISABLE: '1' },
  });
  try {
    return JSON.parse(stdout).terraform_version;
  } catch {
    return undefined;
  }
}

async function download(url: string, otherwise: string): Promise<Uint8Array> {
  const failed = (why: string) =>
    new UserError(`${url} cannot be downloaded: ${why}; check the network and try again, or ${otherwise}`);
  try {
    const response = await fetch(url);
    if (!response.ok) throw failed(`HTTP ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    if (error instanceof UserError) throw error;
    // fetch says only "fetch failed"; its cause says why.
    const { cause, message } = error as Error;
    throw failed(cause instanceof Error ? cause.message || String(cause) : message);
  }
}

/** By renaming, so that nobody ever runs half a file. */
function install(terraform: Uint8Array, directory: string): void {
  mkdirSync(directory, { recursive: true });
  const partial = mkdtempSync(join(directory, 'partial-'));
  try {
    writeFileSync(join(partial, 'terraform'), terraform, { mode: 0o755 });
    renameSync(join(partial, 'terraform'), join(directory, 'terraform'));
  } finally {
    rmSync(partial, { recursive: true });
  }
}
