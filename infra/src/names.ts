import type { AccountConfig } from './account.ts';
import type { EnvironmentConfig } from './config.ts';

/** The functions of the application: the folders of functions/. */
export const FUNCTION_NAMES = [
  'api-handler',
  'dlq-handler',
  'fulfill-order',
  'order-query',
  'order-storage',
  'redrive-order',
  'validator',
] as const;

export type FunctionName = (typeof FUNCTION_NAMES)[number];

/** Name of a resource: `<project>-<environment>-<name>`. */
export function resourceName({ project, environment }: EnvironmentConfig, name: string): string {
  return `${project}-${environment}-${name}`;
}

/** The bucket that holds the Terraform state of every stack of an account and region. */
export function stateBucketName({ project, accountId, region }: AccountConfig): string {
  return `${project}-tfstate-${accountId}-${region}`;
}

/** The bucket the stages of the pipeline hand their artifacts on through. */
export function artifactBucketName({ project, accountId, region }: AccountConfig): string {
  return `${project}-pipeline-${accountId}-${region}`;
}

/** Key of the state of a stack in the state bucket. */
export function stateKey(stackId: string): string {
  return `${stackId}/terraform.tfstate`;
}

/** Stack of the application in an environment. */
export function applicationStackId(environment: string): string {
  return `app-${environment}`;
}

/** A resource of the pipeline, or the role it works with: `<project>-pipeline`, `<project>-pipeline-<name>`. */
export function pipelineName({ project }: AccountConfig, name?: string): string {
  return name === undefined ? `${project}-pipeline` : `${project}-pipeline-${name}`;
}

/** What the pipeline does in an environment; each with a build project and a role of its own. */
export const ENVIRONMENT_TASKS = ['plan', 'deploy', 'smoke', 'drift'] as const;
export type EnvironmentTask = (typeof ENVIRONMENT_TASKS)[number];

/** The build project, and the role, of a task in an environment. */
export function taskName(config: EnvironmentConfig, task: EnvironmentTask): string {
  return pipelineName(config, `${config.environment}-${task}`);
}

/** The artifact of the pipeline that holds what was pushed. */
export const SOURCE_ARTIFACT = 'source';

/** The artifact that holds the plan of an environment, with the sources it was made from. */
export function planArtifact({ environment }: EnvironmentConfig): string {
  return environment;
}

/** The policy that bounds the roles of an environment. */
export function permissionsBoundaryName({ project, environment }: EnvironmentConfig): string {
  return `${project}-boundary-${environment}`;
}

/** The boundary that every role of an environment has; locally there is no account to protect. */
export function permissionsBoundaryArn(config: EnvironmentConfig): string | undefined {
  return config.environment === 'local' ? undefined : policyArn(config, permissionsBoundaryName(config));
}

/** Makes the ARNs of resources in the account and region, such as `arn('sqs', 'name')`. */
export function arnsIn({ region, accountId }: AccountConfig) {
  return (service: string, resource: string) => `arn:aws:${service}:${region}:${accountId}:${resource}`;
}

export function roleArn({ accountId }: AccountConfig, name: string): string {
  return `arn:aws:iam::${accountId}:role/${name}`;
}

export function policyArn({ accountId }: AccountConfig, name: string): string {
  return `arn:aws:iam::${accountId}:policy/${name}`;
}

/** The log group of a build project. */
export function buildLogGroupName(projectName: string): string {
  return `/aws/codebuild/${projectName}`;
}
