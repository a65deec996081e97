import type {
  CodepipelineStage,
  CodepipelineStageAction,
} from '@cdktf/provider-aws/lib/codepipeline/index.js';
import type { EnvironmentConfig } from '../config.ts';
import { pipelineName, planArtifact, SOURCE_ARTIFACT, taskName } from '../names.ts';
import type { PipelineConfig } from './pipeline-config.ts';

/** Reads the branch. It never starts anything by itself: the trigger of the pipeline does, or a schedule. */
export function sourceStage({ connectionArn, repository, branch }: PipelineConfig): CodepipelineStage {
  return {
    name: 'Source',
    action: [
      {
        name: 'Source',
        category: 'Source',
        owner: 'AWS',
        provider: 'CodeStarSourceConnection',
        version: '1',
        outputArtifacts: [SOURCE_ARTIFACT],
        configuration: {
          ConnectionArn: connectionArn,
          FullRepositoryId: repository,
          BranchName: branch,
          OutputArtifactFormat: 'CODE_ZIP',
          DetectChanges: 'false',
        },
      },
    ],
  };
}

/** Everything that must hold before anything is deployed. */
export function verifyStage(config: PipelineConfig): CodepipelineStage {
  return {
    name: 'Verify',
    action: [
      build({ name: 'Verify', project: pipelineName(config, 'verify'), runOrder: 1, input: SOURCE_ARTIFACT }),
    ],
  };
}

/**
 * Plan, approve, deploy exactly that plan, try it: in one stage, which one execution holds at a time, so that no other
 * makes the plan stale.
 */
export function environmentStage(config: EnvironmentConfig): CodepipelineStage {
  const { environment } = config;
  const plan = planArtifact(config);
  const deployed = `deploy_${environment}`;
  const smoke = build({
    name: 'Smoke',
    project: taskName(config, 'smoke'),
    input: plan,
    variables: { API_URL: `#{${deployed}.API_URL}` },
  });
  const approve = config.requireApproval ? [approval(config)] : [];
  const actions = [
    build({ name: 'Plan', project: taskName(config, 'plan'), input: SOURCE_ARTIFACT, output: plan }),
    ...approve,
    build({ name: 'Deploy', project: taskName(config, 'deploy'), input: plan, namespace: deployed }),
    ...(canSmoke(config) ? [smoke] : []),
  ];
  return {
    name: environment,
    action: actions.map((action, index) => ({ ...action, runOrder: index + 1 })),
  };
}

/** An API that takes tokens is tried with one. */
function canSmoke({ apiAuthorization, smokeTokenSecretArn }: EnvironmentConfig): boolean {
  return apiAuthorization !== 'jwt' || smokeTokenSecretArn !== undefined;
}

/** Looks for drift in every environment at the same time. */
export function driftStage({ environments }: PipelineConfig): CodepipelineStage {
  return {
    name: 'Drift',
    action: environments.map((config) =>
      build({
        name: config.environment,
        project: taskName(config, 'drift'),
        input: SOURCE_ARTIFACT,
        runOrder: 1,
      }),
    ),
  };
}

interface BuildAction {
  readonly name: string;
  readonly project: string;
  readonly input: string;
  readonly runOrder?: number;
  readonly output?: string;
  /** Under which the variables the build exports are known to later actions. */
  readonly namespace?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

function build({ variables = {}, ...action }: BuildAction): CodepipelineStageAction {
  const environmentVariables = Object.entries(variables).map(([name, value]) => ({
    name,
    value,
    type: 'PLAINTEXT',
  }));
  return {
    name: action.name,
    category: 'Build',
    owner: 'AWS',
    provider: 'CodeBuild',
    version: '1',
    inputArtifacts: [action.input],
    ...(action.output !== undefined && { outputArtifacts: [action.output] }),
    ...(action.runOrder !== undefined && { runOrder: action.runOrder }),
    ...(action.namespace !== undefined && { namespace: action.namespace }),
    configuration: {
      ProjectName: action.project,
      ...(environmentVariables.length > 0 && { EnvironmentVariables: JSON.stringify(environmentVariables) }),
    },
  };
}

function approval({ environment }: EnvironmentConfig): CodepipelineStageAction {
  return {
    name: 'Approve',
    category: 'Approval',
    owner: 'AWS',
    provider: 'Manual',
    version: '1',
    configuration: {
      CustomData: `The log of the action Plan shows what changes in ${environment}; approved, exactly that is deployed`,
    },
  };
}
