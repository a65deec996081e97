/**
 * In place of what lets extensions have their say in the configuration of a client; none is given one. What it does
 * instead is to copy it: V8 keeps one that so many steps have put together as a dictionary, of which each call makes
 * several copies, at a hundred times the cost of copying this one.
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
