import type { EnvironmentConfig } from './config.ts';

/** The functions of the application: the folders of functions/. */
export const FUNCTION_NAMES = [
  'api-handler',
  'dlq-handler',
  'fulfill-order',
  'order-storage',
  'validator',
] as const;

export type FunctionName = (typeof FUNCTION_NAMES)[number];

/** Name of a resource: `<project>-<environment>-<name>`. */
export function resourceName({ project, environment }: EnvironmentConfig, name: string): string {
  return `${project}-${environment}-${name}`;
}

/** The bucket that holds the Terraform state of every stack of an account and region. */
export function stateBucketName({ project, accountId, region }: EnvironmentConfig): string {
  return `${project}-tfstate-${accountId}-${region}`;
}
