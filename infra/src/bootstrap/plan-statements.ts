import type { PolicyStatement } from '../aws/policy-statement.ts';
import type { EnvironmentConfig } from '../config.ts';
import { environmentRoles, ROLE_READ_ACTIONS } from './environment-roles.ts';
import { stateAccess, stateLock } from './state-access.ts';
import { terraformActions } from './terraform-actions.ts';

/** What a plan of an environment needs. Changes nothing but the lock of the state. */
export function planStatements(config: EnvironmentConfig): PolicyStatement[] {
  return [...stateAccess(config, 'read'), stateLock(config), ...readStatements(config)];
}

/** What looking for drift needs: a plan that is never applied takes no lock. */
export function driftStatements(config: EnvironmentConfig): PolicyStatement[] {
  return [...stateAccess(config, 'read'), ...readStatements(config)];
}

function readStatements(config: EnvironmentConfig): PolicyStatement[] {
  return [
    ...terraformActions(config)
      .filter(({ read }) => read.length > 0)
      .map(({ id, read, resources, conditions = [] }) => ({
        sid: `Read${id}`,
        actions: read,
        resources,
        conditions,
      })),
    { sid: 'ReadRoles', actions: ROLE_READ_ACTIONS, resources: [environmentRoles(config)] },
  ];
}
