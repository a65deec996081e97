import { Construct } from 'constructs';
import type { Account } from '../account.ts';
import { ServiceRole } from '../aws/service-role.ts';
import { arnsIn, ENVIRONMENT_TASKS, pipelineName, SOURCE_ARTIFACT, taskName } from '../names.ts';
import type { PipelineConfig } from '../pipeline/pipeline-config.ts';
import { allArtifactsStatements } from './artifact-statements.ts';
import { buildRole } from './build-role.ts';

/** The roles of the pipeline itself. They are here because no deployment may change them. */
export class PipelineRoles extends Construct {
  constructor(scope: Construct, id: string, { connectionArn, ...account }: PipelineConfig) {
    super(scope, id);
    buildRole(this, account, pipelineName(account, 'verify'), { read: SOURCE_ARTIFACT });
    this.#pipeline(account, connectionArn);
    this.#schedule(account);
  }

  #pipeline(account: Account, connectionArn: string): void {
    const { accountId, environments } = account;
    const arn = arnsIn(account);
    const name = pipelineName(account);
    const role = new ServiceRole(this, name, { name, service: 'codepipeline.amazonaws.com', accountId });
    const projects = [
      pipelineName(account, 'verify'),
      ...environments.flatMap((config) => ENVIRONMENT_TASKS.map((task) => taskName(config, task))),
    ];
    for (const statement of allArtifactsStatements(account)) role.grant(statement);
    role.grant({
      sid: 'Build',
      actions: ['codebuild:BatchGetBuilds', 'codebuild:StartBuild'],
      resources: projects.map((project) => arn('codebuild', `project/${project}`)),
    });
    // The prefix of the action must be that of the ARN.
    const service = connectionArn.split(':')[2];
    role.grant({
      sid: 'ReadRepository',
      actions: [`${service}:UseConnection`],
      resources: [connectionArn],
    });
  }

  #schedule(account: Account): void {
    const { accountId } = account;
    const name = pipelineName(account, 'schedule');
    const role = new ServiceRole(this, name, { name, service: 'events.amazonaws.com', accountId });
    role.grant({
      sid: 'StartDriftDetection',
      actions: ['codepipeline:StartPipelineExecution'],
      resources: [arnsIn(account)('codepipeline', pipelineName(account, 'drift'))],
    });
  }
}
