import { type Account, mustAgree } from '../account.ts';

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
  const environments = account.environments.filter(({ connectionArn }) => connectionArn !== undefined);
  for (const key of ['connectionArn', 'repository', 'branch'] as const) mustAgree(key, environments);
  const { connectionArn, repository, branch } = environments[0] ?? {};
  if (connectionArn === undefined || repository === undefined || branch === undefined) return undefined;
  return { ...account, environments, connectionArn, repository, branch };
}
