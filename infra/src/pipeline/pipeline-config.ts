import { type Account, agreedOn } from '../account.ts';
import type { EnvironmentConfig } from '../config.ts';

/** What the pipeline deploys, from where. */
export interface PipelineConfig extends Account {
  readonly connectionArn: string;
  /** `<owner>/<name>` on GitHub. */
  readonly repository: string;
  readonly branch: string;
}

/**
 * The pipeline of the environments that name a connection; undefined when none does.
 * Throws ConfigError when they name different ones, or different repositories.
 */
export function pipelineConfigOf(account: Account): PipelineConfig | undefined {
  const [first, ...others] = account.environments.filter(({ connectionArn }) => connectionArn !== undefined);
  if (first === undefined) return undefined;
  const environments: [EnvironmentConfig, ...EnvironmentConfig[]] = [first, ...others];
  const [repository, branch, connectionArn] = (['repository', 'branch', 'connectionArn'] as const).map(
    (key) => agreedOn(key, environments) ?? '',
  ) as [string, string, string];
  return { ...account, environments, repository, branch, connectionArn };
}
