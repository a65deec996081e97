import type { EnvironmentConfig } from './config.ts';
import { ConfigError } from './config-error.ts';

const SHARED_KEYS = ['project', 'accountId', 'region', 'awsEndpointUrl', 'awsProviderVersion'] as const;

/** Where stacks go: what the environments of an account have in common. */
export type AccountConfig = Pick<EnvironmentConfig, (typeof SHARED_KEYS)[number]>;

/** An AWS account with the environments in it. */
export interface Account extends AccountConfig {
  /** Production ones last: what breaks should break before. */
  readonly environments: readonly EnvironmentConfig[];
}

/** The account the environments are in. Throws ConfigError naming the files that disagree about it. */
export function accountOf(environments: readonly EnvironmentConfig[]): Account | undefined {
  const [first, ...others] = inOrder(environments);
  if (first === undefined) return undefined;
  for (const key of SHARED_KEYS) mustAgree(key, [first, ...others]);
  const { project, accountId, region, awsEndpointUrl, awsProviderVersion } = first;
  return { project, accountId, region, awsEndpointUrl, awsProviderVersion, environments: [first, ...others] };
}

/** Throws ConfigError with two environments and their values when they do not have a key in common. */
export function mustAgree(key: keyof EnvironmentConfig, environments: readonly EnvironmentConfig[]): void {
  const [first, ...others] = environments;
  const other = others.find((config) => config[key] !== first?.[key]);
  if (!first || !other) return;
  const named = [first, other].map((config) => `${config.environment}: ${JSON.stringify(config[key])}`);
  throw new ConfigError(
    `${key} must be the same in every environment that bootstrap and the pipeline serve, got ${named.join(', ')}`,
  );
}

function inOrder(environments: readonly EnvironmentConfig[]): EnvironmentConfig[] {
  return environments.toSorted(
    (a, b) => Number(a.production) - Number(b.production) || (a.environment < b.environment ? -1 : 1),
  );
}
