import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type EnvironmentConfig, parseConfig } from './config.ts';
import { ConfigError } from './config-error.ts';

/** Chooses every environment, to override a key in each. */
export const ALL_ENVIRONMENTS = 'all';

const SUFFIX = '.tfvars.json';

/** The CDKTF context, by its keys. */
export type Context = Readonly<Record<string, unknown>>;

/** Keys of the context that are no override: which environment, where what was built is, and those of CDKTF itself. */
const OTHER_KEYS =
  /^(environment|artifactsDirectory|consoleDirectory|environmentsDirectory|targetVersions|cdktf.*|excludeStackIdFromLogicalIds|allowSepCharsInLogicalIds)$/;

/**
 * The environments to synthesize, from the files in `directory`. The context may name one of them, or `all`, as `environment`
 * and then override keys one by one.
 */
export function readEnvironments(directory: string, context: Context): EnvironmentConfig[] {
  const available = readdirSync(directory)
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => basename(file, SUFFIX))
    .sort();
  const overrides = Object.fromEntries(
    Object.entries(context).filter(([key, value]) => value !== undefined && !OTHER_KEYS.test(key)),
  );
  const chosen = context.environment;
  const isChosen = (environment: string) => chosen === ALL_ENVIRONMENTS || chosen === environment;
  if (chosen === undefined && Object.keys(overrides).length > 0) {
    throw new ConfigError(
      `context overrides ${Object.keys(overrides).join(', ')} of no environment; name one as "environment": ${available.join(', ')} or all`,
    );
  }
  if (chosen !== undefined && !available.some(isChosen)) {
    throw new ConfigError(
      `context key environment must be one of ${available.join(', ')} or all, got ${JSON.stringify(chosen)}`,
    );
  }
  return available
    .filter((environment) => chosen === undefined || isChosen(environment))
    .map((environment) =>
      readEnvironment(join(directory, `${environment}${SUFFIX}`), environment, overrides),
    );
}

function readEnvironment(file: string, environment: string, overrides: object): EnvironmentConfig {
  // Editors of Windows may put a byte order mark first.
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  if (text.trim() === '')
    throw new ConfigError(`${file}: is empty; see the other files beside it for what it holds`);
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch (error) {
    throw new ConfigError(`${file}: is not JSON: ${(error as Error).message}`);
  }
  const isOverridden = Object.keys(overrides).length > 0;
  const source = isOverridden ? `${file} with context ${JSON.stringify(overrides)}` : file;
  return parseConfig(environment, isOverridden ? { ...(values as object), ...overrides } : values, source);
}
