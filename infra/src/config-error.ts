/** A key of an environment file is wrong, or files do not fit together. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
