import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFunctions } from '../src/build-functions.ts';

/** Builds the bundles once for every test that runs the whole system, and tells where in TEST_ARTIFACTS. */
export default async function globalSetup(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'artifacts-'));
  await buildFunctions(directory);
  process.env.TEST_ARTIFACTS = directory;
}
