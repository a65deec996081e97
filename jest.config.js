/** One configuration for the whole workspace; a package's own `test` passes its folder as --rootDir. */
export default {
  testMatch: ['<rootDir>/**/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/cdktf.out/', '/artifacts/'],
  modulePathIgnorePatterns: ['/cdktf.out/', '/artifacts/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' } },
    ],
  },
};
