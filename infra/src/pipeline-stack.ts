import { Codepipeline, type CodepipelineStage } from '@cdktf/provider-aws/lib/codepipeline/index.js';
import { TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { useAwsProvider } from './aws/aws-provider.ts';
import { useS3Backend } from './aws/s3-backend.ts';
import type { EnvironmentConfig } from './config.ts';
import { ENVIRONMENT_TASKS, type EnvironmentTask, pipelineName, roleArn, taskName } from './names.ts';
import { ArtifactStore } from './pipeline/artifact-store.ts';
import { buildProject } from './pipeline/build-project.ts';
import { driftSchedule } from './pipeline/drift-schedule.ts';
import { PipelineNotifications } from './pipeline/notifications.ts';
import type { PipelineConfig } from './pipeline/pipeline-config.ts';
import { driftStage, environmentStage, sourceStage, verifyStage } from './pipeline/stages.ts';

const ID = 'pipeline';

/**
 * What deploys on a push to the branch: verify, then plan, deploy and try each environment. An administrator applies
 * this stack, so that no push can take its own approval away.
 */
export class PipelineStack extends TerraformStack {
  readonly #config: PipelineConfig;
  readonly #artifacts: ArtifactStore;

  constructor(scope: Construct, config: PipelineConfig) {
    super(scope, ID);
    this.#config = config;
    useAwsProvider(this, config, { project: config.project, stack: ID });
    useS3Backend(this, config, ID);

    const verify = pipelineName(config, 'verify');
    const tasks = config.environments.flatMap((environment) =>
      ENVIRONMENT_TASKS.map((task) => ({ environment, task, name: taskName(environment, task) })),
    );
    const roles = [pipelineName(config), verify, ...tasks.map(({ name }) => name)];
    this.#artifacts = new ArtifactStore(
      this,
      'artifacts',
      config,
      roles.map((role) => roleArn(config, role)),
    );
    this.#build(verify, 'Lint, types, tests and synthesis of what was pushed', 'buildspec.yml');
    for (const { environment, task, name } of tasks) {
      const description = `${task} ${environment.environment}`;
      this.#build(name, description, `infra/buildspecs/${task}.yml`, taskInputs(environment, task));
    }

    const pipeline = this.#pipeline('pipeline', pipelineName(config), [
      sourceStage(config),
      verifyStage(config),
      ...config.environments.map(environmentStage),
    ]);
    this.#startOnPush(pipeline);
    const drift = this.#pipeline('drift', pipelineName(config, 'drift'), [
      sourceStage(config),
      driftStage(config),
    ]);
    driftSchedule(this, config, drift.arn);
    new PipelineNotifications(this, 'notifications', config, [pipeline.name, drift.name]);
    new TerraformOutput(this, 'pipeline_name', { value: pipeline.name, staticId: true });
  }

  #build(name: string, description: string, buildspec: string, inputs: object = {}): void {
    buildProject(this, this.#config, {
      name,
      description,
      buildspec,
      ...inputs,
      keyArn: this.#artifacts.keyArn,
      logRetentionDays: Math.max(
        ...this.#config.environments.map(({ logRetentionDays }) => logRetentionDays),
      ),
      timeoutMinutes: 60,
    });
  }

  #pipeline(id: string, name: string, stage: CodepipelineStage[]): Codepipeline {
    const { bucketName, keyArn } = this.#artifacts;
    return new Codepipeline(this, id, {
      name,
      pipelineType: 'V2',
      executionMode: 'QUEUED',
      roleArn: roleArn(this.#config, pipelineName(this.#config)),
      artifactStore: [{ type: 'S3', location: bucketName, encryptionKey: { id: keyArn, type: 'KMS' } }],
      stage,
    });
  }

  #startOnPush(pipeline: Codepipeline): void {
    pipeline.putTrigger([
      {
        providerType: 'CodeStarSourceConnection',
        gitConfiguration: {
          sourceActionName: 'Source',
          push: [{ branches: { includes: [this.#config.branch] } }],
        },
      },
    ]);
  }
}

/** What a build reads beside its sources. */
function taskInputs(config: EnvironmentConfig, task: EnvironmentTask) {
  const { environment, production, alarmEmail, smokeTokenSecretArn } = config;
  if (task !== 'smoke') return { variables: { ENVIRONMENT: environment } };
  // A dead letter rings an alarm: no deployment should wake anybody.
  const noDeadLetter = production || alarmEmail !== undefined;
  return {
    variables: { ENVIRONMENT: environment, ...(noDeadLetter && { SMOKE_OPTIONS: '--no-dead-letter' }) },
    ...(smokeTokenSecretArn !== undefined && { secrets: { SMOKE_TOKEN: smokeTokenSecretArn } }),
  };
}
