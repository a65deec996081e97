import type { Construct } from 'constructs';
import type { AccountConfig } from '../account.ts';
import type { PolicyStatement } from '../aws/policy-statement.ts';
import { ServiceRole } from '../aws/service-role.ts';
import { arnsIn, buildLogGroupName } from '../names.ts';
import { type ArtifactAccess, artifactStatements } from './artifact-statements.ts';

/** The role of the build project of the same name: its log, its artifacts, and what its task needs. */
export function buildRole(
  scope: Construct,
  account: AccountConfig,
  name: string,
  artifacts: ArtifactAccess,
  statements: readonly PolicyStatement[] = [],
): void {
  const { accountId } = account;
  const role = new ServiceRole(scope, name, { name, service: 'codebuild.amazonaws.com', accountId });
  role.grant({
    sid: 'WriteOwnLogs',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [arnsIn(account)('logs', `log-group:${buildLogGroupName(name)}:*`)],
  });
  for (const statement of [...artifactStatements(account, artifacts), ...statements]) role.grant(statement);
}
