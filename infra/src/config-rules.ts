import type { EnvironmentConfig } from './config.ts';

/** What a rule says is wrong with an environment whose keys are right one by one; undefined: nothing. */
type Rule = (config: EnvironmentConfig) => string | undefined;

/** Names that mean something else, or would give an environment the resource names of the account's own stacks. */
const RESERVED_NAMES = ['all', 'bootstrap', 'pipeline'];

const rules: readonly Rule[] = [
  // A dash would let the roles of environment a write what belongs to a-b: names are matched by their start.
  ({ environment }) =>
    /^[a-z][a-z0-9]{0,11}$/.test(environment) && !RESERVED_NAMES.includes(environment)
      ? undefined
      : `the environment must be 1 to 12 characters of a-z 0-9 starting with a letter, and none of ${RESERVED_NAMES.join(', ')}, got ${JSON.stringify(environment)}`,
  ({ environment, production }) =>
    environment === 'prod' && !production
      ? 'production must be true in the environment prod, got false'
      : undefined,
  ({ production, pointInTimeRecovery }) =>
    production && !pointInTimeRecovery
      ? 'pointInTimeRecovery must be true in a production environment, got false'
      : undefined,
  ({ production, deletionProtection }) =>
    production && !deletionProtection
      ? 'deletionProtection must be true in a production environment, got false'
      : undefined,
  ({ production, apiAuthorization, allowPublicApi }) =>
    production && apiAuthorization === 'none' && allowPublicApi !== true
      ? 'apiAuthorization must be iam or jwt in a production environment, got "none"; to let everyone place orders set allowPublicApi to true'
      : undefined,
  ({ apiAuthorization, jwtIssuer, jwtAudience }) =>
    apiAuthorization === 'jwt' && (jwtIssuer === undefined || jwtAudience === undefined)
      ? 'apiAuthorization jwt needs jwtIssuer and jwtAudience'
      : undefined,
  ({ reservedConcurrency, eventSourceMaximumConcurrency }) => {
    // A throttled delivery counts as one of the order's three.
    const reserved = reservedConcurrency?.['fulfill-order'];
    return reserved !== undefined && reserved < eventSourceMaximumConcurrency
      ? `reservedConcurrency.fulfill-order must be at least eventSourceMaximumConcurrency, ${eventSourceMaximumConcurrency}, got ${reserved}: throttled deliveries would become dead letters`
      : undefined;
  },
  ({ repository, branch, connectionArn }) =>
    connectionArn !== undefined && (repository === undefined || branch === undefined)
      ? 'connectionArn needs repository and branch'
      : undefined,
  ({ connectionArn, accountId }) =>
    connectionArn !== undefined && !connectionArn.includes(`:${accountId}:`)
      ? `connectionArn must be of account ${accountId}, got ${JSON.stringify(connectionArn)}`
      : undefined,
];

/** What is wrong with keys that contradict each other, or with the environment's name. */
export function brokenRules(config: EnvironmentConfig): string[] {
  return rules.flatMap((rule) => rule(config) ?? []);
}
