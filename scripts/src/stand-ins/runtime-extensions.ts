/**
 * In place of what lets extensions have their say in the configuration of a client, and hands its logger and default
 * socket timeout to its HTTP handler: no client of a function has any of these. What it does instead is to copy the
 * configuration, which V8 keeps as a dictionary after all the steps that made it: copies of that, of which each call makes
 * several, cost a hundred times those of this one. The signer and the credentials go on with the original, which nobody
 * changes any more; the clock's offset, which is kept up to date, is read and written in the copy alone.
 */
export function resolveRuntimeExtensions<Config extends object>(
  config: Config,
  extensions: readonly unknown[],
): Config {
  if (extensions.length > 0) {
    throw new Error(
      'extensions of SDK clients are left out of the bundles; see scripts/src/sdk-stand-ins.ts',
    );
  }
  return { ...config };
}
