import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import type { EnvironmentConfig } from '../src/config.ts';
import { rolesOf } from './iam/policies.ts';
import {
  type Block,
  environments,
  resourcesOf,
  type Stack,
  synthesizeAll,
  synthesizeStacks,
} from './synthesize.ts';

const ROOT = join(import.meta.dirname, '../..');
const stacks = synthesizeAll();
const pipeline = stacks.pipeline as Stack;
const blocks = (kind: string, stack = pipeline) => resourcesOf(stack, kind).map(([, block]) => block);

interface Action {
  readonly name: string;
  readonly provider: string;
  readonly run_order: number;
  readonly input_artifacts?: readonly string[];
  readonly output_artifacts?: readonly string[];
  readonly configuration: Readonly<Record<string, string>>;
}
interface Stage {
  readonly name: string;
  readonly action: readonly Action[];
}
const pipelineNamed = (name: string, stack = pipeline) =>
  blocks('aws_codepipeline', stack).find((block) => block.name === name) as Block & {
    stage: readonly Stage[];
  };
const stages = (stack?: Stack) => pipelineNamed('dofs-pipeline', stack).stage;
const actionsOf = (stage: string) =>
  stages()
    .find(({ name }) => name === stage)
    ?.action.toSorted((a, b) => a.run_order - b.run_order) ?? [];

describe('PipelineStack', () => {
  it('starts on a push to the branch and on nothing else, one execution after the other', () => {
    expect(pipelineNamed('dofs-pipeline')).toMatchObject({
      pipeline_type: 'V2',
      execution_mode: 'QUEUED',
      trigger: [
        {
          provider_type: 'CodeStarSourceConnection',
          git_configuration: { source_action_name: 'Source', push: [{ branches: { includes: ['main'] } }] },
        },
      ],
    });
    expect(actionsOf('Source')).toMatchObject([
      { configuration: { FullRepositoryId: 'my-team/dofs', BranchName: 'main', DetectChanges: 'false' } },
    ]);
  });

  it('verifies before it deploys, and deploys production last', () => {
    expect(stages().map(({ name }) => name)).toEqual(['Source', 'Verify', 'dev', 'prod']);
    expect(actionsOf('Verify').map(({ configuration }) => configuration.ProjectName)).toEqual([
      'dofs-pipeline-verify',
    ]);
  });

  it('plans, deploys and tries dev; a person approves the plan of prod in between', () => {
    expect(actionsOf('dev').map(({ name }) => name)).toEqual(['Plan', 'Deploy', 'Smoke']);
    expect(actionsOf('prod').map(({ name }) => name)).toEqual(['Plan', 'Approve', 'Deploy', 'Smoke']);
    for (const stage of ['dev', 'prod']) {
      const orders = actionsOf(stage).map(({ run_order }) => run_order);
      expect(new Set(orders).size).toBe(orders.length);
    }
  });

  it.each(['dev', 'prod'])(
    'deploys exactly the plan that was made for %s, and tries the API it deployed',
    (stage) => {
      const [plan, deploy, smoke] = actionsOf(stage).filter(({ provider }) => provider === 'CodeBuild');

      expect(plan).toMatchObject({ input_artifacts: ['source'], output_artifacts: [stage] });
      expect(deploy).toMatchObject({ input_artifacts: [stage], namespace: `deploy_${stage}` });
      expect(JSON.parse(smoke?.configuration.EnvironmentVariables ?? '')).toContainEqual({
        name: 'API_URL',
        value: `#{deploy_${stage}.API_URL}`,
        type: 'PLAINTEXT',
      });
    },
  );

  it('makes no dead letter in production, as each would page the operators', () => {
    const variablesOf = (name: string) => {
      const project = blocks('aws_codebuild_project').find((block) => block.name === name);
      return (project?.environment as Block | undefined)?.environment_variable;
    };

    expect(variablesOf('dofs-pipeline-prod-smoke')).toEqual([
      { name: 'ENVIRONMENT', value: 'prod' },
      { name: 'SMOKE_OPTIONS', value: '--no-dead-letter' },
    ]);
    expect(variablesOf('dofs-pipeline-dev-smoke')).toEqual([{ name: 'ENVIRONMENT', value: 'dev' }]);
  });

  it('tries an API that takes tokens with the token in a secret, or not at all', () => {
    const jwt = { apiAuthorization: 'jwt', jwtIssuer: 'https://issuer', jwtAudience: ['dofs'] };
    const smokeTokenSecretArn = 'arn:aws:secretsmanager:us-east-1:111111111111:secret:smoke-token-AbCdEf';
    const stackOf = (keys: object) => {
      const configs = environments().map((config) =>
        config.environment === 'local' ? config : ({ ...config, ...jwt, ...keys } as EnvironmentConfig),
      );
      return synthesizeStacks(configs);
    };
    const namesOf = ({ pipeline: stack }: Record<string, Stack>) =>
      stages(stack).flatMap(({ action }) => action.map(({ name }) => name));
    const withToken = stackOf({ smokeTokenSecretArn });

    expect(namesOf(stackOf({}))).not.toContain('Smoke');
    expect(namesOf(withToken)).toContain('Smoke');
    const project = blocks('aws_codebuild_project', withToken.pipeline).find(
      ({ name }) => name === 'dofs-pipeline-dev-smoke',
    );
    expect(project?.environment).toMatchObject({
      environment_variable: expect.arrayContaining([
        { name: 'SMOKE_TOKEN', value: smokeTokenSecretArn, type: 'SECRETS_MANAGER' },
      ]),
    });
    expect(rolesOf(withToken.bootstrap)['dofs-pipeline-dev-smoke']?.statements).toContainEqual(
      expect.objectContaining({
        actions: ['secretsmanager:GetSecretValue'],
        resources: [smokeTokenSecretArn],
      }),
    );
  });

  it('lets CodePipeline upload a source with an ACL, as it does from a connection', () => {
    const statements = rolesOf(stacks.bootstrap)['dofs-pipeline']?.statements;

    expect(statements).toContainEqual(
      expect.objectContaining({ actions: expect.arrayContaining(['s3:PutObject', 's3:PutObjectAcl']) }),
    );
  });

  it('names artifacts so short that CodePipeline keeps their names whole', () => {
    const names = stages().flatMap(({ action }) =>
      action.flatMap(({ output_artifacts = [] }) => output_artifacts),
    );

    expect(names).toEqual(['source', 'dev', 'prod']);
    for (const { environment } of environments()) expect(environment.length).toBeLessThanOrEqual(10);
  });

  it('asks nobody where no approval is required', () => {
    const configs = environments().map((config) => ({ ...config, requireApproval: false }));
    const actions = stages(synthesizeStacks(configs).pipeline).flatMap(({ action }) => action);

    expect(actions.filter(({ provider }) => provider === 'Manual')).toEqual([]);
  });

  it('looks for drift in every environment, every day', () => {
    const drift = pipelineNamed('dofs-pipeline-drift');

    expect(drift).not.toHaveProperty('trigger');
    expect(drift.stage.map(({ name }) => name)).toEqual(['Source', 'Drift']);
    expect(drift.stage[1]?.action.map(({ configuration }) => configuration.ProjectName)).toEqual([
      'dofs-pipeline-dev-drift',
      'dofs-pipeline-prod-drift',
    ]);
    expect(blocks('aws_cloudwatch_event_rule')).toContainEqual(
      expect.objectContaining({ schedule_expression: 'cron(0 5 * * ? *)' }),
    );
  });

  it('works with roles that bootstrap makes: each one it names exists there', () => {
    const made = Object.keys(rolesOf(stacks.bootstrap)).map(
      (name) => `arn:aws:iam::111111111111:role/${name}`,
    );
    const named = new Set(JSON.stringify(pipeline).match(/arn:aws:iam::\d+:role\/[\w-]+/g));

    expect(named.size).toBeGreaterThan(5);
    expect([...named].filter((arn) => !made.includes(arn))).toEqual([]);
    expect(resourcesOf(pipeline, 'aws_iam_role')).toEqual([]);
    expect(resourcesOf(pipeline, 'aws_iam_role_policy')).toEqual([]);
  });

  it('gives every project its own role and a log group with retention', () => {
    const projects = blocks('aws_codebuild_project');
    const logGroups = blocks('aws_cloudwatch_log_group');

    expect(projects).toHaveLength(9);
    for (const project of projects) {
      expect(project.service_role).toBe(`arn:aws:iam::111111111111:role/${project.name}`);
      expect(logGroups).toContainEqual(
        expect.objectContaining({ name: `/aws/codebuild/${project.name}`, retention_in_days: 90 }),
      );
    }
  });

  it('encrypts artifacts with a key that rotates, which the roles of the pipeline may use', () => {
    expect(resourcesOf(pipeline, 'aws_s3_bucket').map(([id]) => id)).toEqual(['artifacts']);
    expect(resourcesOf(pipeline, 'aws_kms_key')).toMatchObject([
      ['artifact_key', { enable_key_rotation: true }],
    ]);
    expect(blocks('aws_codepipeline')).toHaveLength(2);
    for (const { artifact_store } of blocks('aws_codepipeline')) {
      expect(artifact_store).toMatchObject([
        { encryption_key: { id: '${aws_kms_key.artifact_key.arn}', type: 'KMS' } },
      ]);
    }
    for (const { encryption_key } of blocks('aws_codebuild_project')) {
      expect(encryption_key).toBe('${aws_kms_key.artifact_key.arn}');
    }
    const users = Object.values(pipeline.data.aws_iam_policy_document)
      .flatMap(({ statement }) => statement)
      .find(({ sid }) => sid === 'EncryptArtifacts');
    expect(users).toMatchObject({
      actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'],
    });
  });

  it('tells people what failed and what waits for them, and nobody else publishes there', () => {
    const patterns = blocks('aws_cloudwatch_event_rule').flatMap(({ event_pattern }) =>
      event_pattern ? [JSON.parse(String(event_pattern))] : [],
    );
    const watched = ['${aws_codepipeline.pipeline.name}', '${aws_codepipeline.drift.name}'];

    expect(patterns).toHaveLength(2);
    expect(patterns).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ detail: { pipeline: watched, state: ['FAILED'] } }),
        expect.objectContaining({
          detail: { pipeline: watched, type: { category: ['Approval'] }, state: ['STARTED'] },
        }),
      ]),
    );
    const publish = Object.values(pipeline.data.aws_iam_policy_document)
      .flatMap(({ statement }) => statement)
      .find(({ sid }) => sid === 'Publish');
    const rules = blocks('aws_cloudwatch_event_rule').filter(({ event_pattern }) => event_pattern);
    expect(publish?.condition).toContainEqual(
      expect.objectContaining({
        variable: 'aws:SourceArn',
        values: expect.arrayContaining(
          rules.map(({ name }) => `arn:aws:events:us-east-1:111111111111:rule/${name}`),
        ),
      }),
    );
  });

  it('sends e-mail to each address once', () => {
    const configs = environments({ alarmEmail: 'orders@example.com' });

    expect(blocks('aws_sns_topic_subscription')).toEqual([]);
    expect(blocks('aws_sns_topic_subscription', synthesizeStacks(configs).pipeline)).toMatchObject([
      { protocol: 'email', endpoint: 'orders@example.com' },
    ]);
  });
});

describe('buildspecs', () => {
  const files = [
    'buildspec.yml',
    ...readdirSync(join(ROOT, 'infra/buildspecs')).map((file) => `infra/buildspecs/${file}`),
  ];
  const scripts = Object.keys(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts);
  interface Buildspec {
    readonly version: number;
    readonly env?: { readonly 'exported-variables': readonly string[] };
    readonly phases: Readonly<Record<string, { readonly commands: readonly string[] }>>;
    readonly artifacts?: { readonly 'exclude-paths': readonly string[] };
  }
  const read = (file: string): Buildspec => parse(readFileSync(join(ROOT, file), 'utf8'));
  const commandsOf = (file: string) => Object.values(read(file).phases).flatMap(({ commands }) => commands);

  it('are those the build projects name', () => {
    const named = blocks('aws_codebuild_project').map(({ source }) => (source as Block).buildspec);

    expect([...new Set(named)].sort()).toEqual([...files].sort());
  });

  it.each(files)('%s calls scripts of package.json and nothing else', (file) => {
    const commands = commandsOf(file).map(
      (command) => /^(?:API_URL=\$\()?npx -y pnpm@12 (?:--silent )?([\w:]+)/.exec(command)?.[1] ?? command,
    );

    expect(read(file).version).toBe(0.2);
    expect(commands.filter((name) => name !== 'install' && !scripts.includes(name))).toEqual([]);
  });

  it('hand the plan on without what does not travel, and the URL of the API', () => {
    expect(read('infra/buildspecs/plan.yml').artifacts?.['exclude-paths']).toEqual(
      expect.arrayContaining(['**/node_modules/**/*', '**/.terraform/**/*']),
    );
    expect(read('infra/buildspecs/deploy.yml').env?.['exported-variables']).toEqual(['API_URL']);
  });
});
