import type { EnvironmentConfig } from '../config.ts';
import { resourceName, roleArn } from '../names.ts';

/** The roles of an environment's functions and workflow, by the start of their names. */
export function environmentRoles(config: EnvironmentConfig): string {
  return roleArn(config, resourceName(config, '*'));
}

/** What Terraform calls to see a role. */
export const ROLE_READ_ACTIONS = [
  'iam:GetRole',
  'iam:GetRolePolicy',
  'iam:ListAttachedRolePolicies',
  'iam:ListInstanceProfilesForRole',
  'iam:ListRolePolicies',
] as const;
