import type { Condition, PolicyStatement } from '../aws/policy-statement.ts';
import type { EnvironmentConfig } from '../config.ts';
import { permissionsBoundaryName, pipelineName, policyArn, roleArn } from '../names.ts';
import { environmentRoles, ROLE_READ_ACTIONS } from './environment-roles.ts';
import { stateAccess, stateLock } from './state-access.ts';
import { terraformActions } from './terraform-actions.ts';

/** The services that assume the roles of an application stack. */
const SERVICES_WITH_ROLES = ['lambda.amazonaws.com', 'states.amazonaws.com'];

/** What deploying an environment needs: its own resources, and roles within its boundary. */
export function deployStatements(config: EnvironmentConfig): PolicyStatement[] {
  return [
    ...stateAccess(config, 'write'),
    stateLock(config),
    ...terraformActions(config).map(({ id, read, write, resources, conditions = [] }) => ({
      sid: `Deploy${id}`,
      actions: [...read, ...write],
      resources,
      conditions,
    })),
    ...roleStatements(config),
  ];
}

/**
 * Roles are where a deployment could give itself more than it has: what it creates or changes must have the boundary of
 * the environment, may be passed to two services only, and the boundary and the pipeline's own roles are out of reach.
 */
function roleStatements(config: EnvironmentConfig): PolicyStatement[] {
  const roles = [environmentRoles(config)];
  const boundary = policyArn(config, permissionsBoundaryName(config));
  const withBoundary: Condition = {
    test: 'StringEquals',
    variable: 'iam:PermissionsBoundary',
    values: [boundary],
  };
  return [
    { sid: 'ReadRoles', actions: ROLE_READ_ACTIONS, resources: roles },
    {
      sid: 'DeployRoles',
      actions: [
        'iam:CreateRole',
        'iam:DeleteRole',
        'iam:DeleteRolePolicy',
        'iam:PutRolePolicy',
        'iam:UpdateAssumeRolePolicy',
      ],
      resources: roles,
      conditions: [withBoundary],
    },
    {
      sid: 'TagRoles',
      actions: ['iam:TagRole', 'iam:UntagRole', 'iam:UpdateRole', 'iam:UpdateRoleDescription'],
      resources: roles,
    },
    {
      sid: 'PassRoles',
      actions: ['iam:PassRole'],
      resources: roles,
      conditions: [{ test: 'StringEquals', variable: 'iam:PassedToService', values: SERVICES_WITH_ROLES }],
    },
    {
      sid: 'KeepRolesBounded',
      effect: 'Deny',
      actions: ['iam:DeleteRolePermissionsBoundary', 'iam:PutRolePermissionsBoundary'],
      resources: [roleArn(config, '*')],
    },
    {
      sid: 'KeepBoundariesAndPipelineRoles',
      effect: 'Deny',
      actions: ['iam:*'],
      resources: [
        policyArn(config, permissionsBoundaryName({ ...config, environment: '*' })),
        roleArn(config, pipelineName(config)),
        roleArn(config, pipelineName(config, '*')),
      ],
    },
  ];
}
