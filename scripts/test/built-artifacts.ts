/** The bundles that jest's global setup has built for all tests. */
export function builtArtifacts(): string {
  const directory = process.env.TEST_ARTIFACTS;
  if (!directory)
    throw new Error('TEST_ARTIFACTS is not set; run the tests with the jest.config.js of the repository');
  return directory;
}
