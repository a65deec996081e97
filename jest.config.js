import { availableParallelism } from 'node:os';
import { join } from 'node:path';

const ROOT = import.meta.dirname;
/** The tests of one package alone do not run the whole system and need no bundles. */
const needsBundles = [ROOT, join(ROOT, 'scripts')].includes(process.cwd());

/** One configuration for the whole workspace; a package's own `test` passes its folder as --rootDir. */
export default {
  // Many tests wait for a process or a timer: with one more than there are cores, no core does.
  maxWorkers: availableParallelism() + 1,
  testSequencer: join(ROOT, 'scripts/test/longest-first.js'),
  testMatch: ['<rootDir>/**/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/cdktf.out/', '/artifacts/'],
  modulePathIgnorePatterns: ['/cdktf.out/', '/artifacts/'],
  ...(needsBundles && {
    globalSetup: join(ROOT, 'scripts/test/global-setup.ts'),
    globalTeardown: join(ROOT, 'scripts/test/global-teardown.ts'),
  }),
  // Slow machines must not fail: tests wait on events, and this only ends what hangs.
  testTimeout: 300_000,
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' } },
    ],
  },
};
