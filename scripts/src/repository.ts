import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Root of the repository. */
export const ROOT = join(import.meta.dirname, '../..');

/** Where the deployment packages are written, one zip per function. */
export const ARTIFACTS = join(ROOT, 'artifacts');

/** The package of the web console. */
export const CONSOLE = join(ROOT, 'packages/console');

/** Where the stacks are synthesized. */
export const CDKTF_OUT = join(ROOT, 'cdktf.out');

/** Where Node.js keeps compiled code between runs; the scripts in package.json name it too. */
export const COMPILE_CACHE = join(ROOT, 'node_modules/.cache/node');

/** Where `install:terraform` puts Terraform. */
export const TERRAFORM_BIN = join(ROOT, '.terraform-bin');

/** Where bootstrap keeps its state until the bucket exists that will hold it. */
export const BOOTSTRAP_STATE = join(ROOT, '.bootstrap');

/** Names of the functions: the packages in functions/. */
export function functionNames(): string[] {
  return readdirSync(join(ROOT, 'functions'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
