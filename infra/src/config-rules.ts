import type { EnvironmentConfig } from './config.ts';
import { SOURCE_ARTIFACT } from './names.ts';

/** What a rule says is wrong with an environment whose keys are right one by one; undefined: nothing. */
type Rule = (config: EnvironmentConfig) => string | undefined;

/** Names that mean something else, or would give an environment the resource names of the account's own stacks. */
const RESERVED_NAMES = ['all', 'bootstrap', 'pipeline', SOURCE_ARTIFACT];

const rules: readonly Rule[] = [
  // A dash would let the roles of environment a write what belongs to a-b: names are matched by their start. Ten
  // characters are what CodePipeline keeps of the name of an artifact.
  ({ environment }) =>
    /^[a-z][a-z0-9]{0,9}$/.test(environment) && !RESERVED_NAMES.includes(environment)
      ? undefined
      : `the environment must be 1 to 10 characters of a-z 0-9 starting with a letter, and none of ${RESERVED_NAMES.join(', ')}, got ${JSON.stringify(environment)}`,
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
  ({ apiAuthorization, jwtIssuer, jwtAudience, smokeTokenSecretArn }) =>
    apiAuthorization !== 'jwt' && (jwtIssuer ?? jwtAudience ?? smokeTokenSecretArn) !== undefined
      ? `jwtIssuer, jwtAudience and smokeTokenSecretArn are for apiAuthorization jwt, got ${JSON.stringify(apiAuthorization)}`
      : undefined,
  ({ production, connectionArn, requireApproval }) =>
    production && connectionArn !== undefined && requireApproval === undefined
      ? 'requireApproval must be true or false in a production environment that the pipeline deploys'
      : undefined,
  ({ production, awsEndpointUrl }) =>
    production && awsEndpointUrl !== undefined
      ? `awsEndpointUrl is for an emulator, which holds no production environment, got ${JSON.stringify(awsEndpointUrl)}`
      : undefined,
  ({ environment, console: hasConsole }) =>
    environment === 'local' && hasConsole
      ? 'console is for AWS, got true; locally start serves it'
      : undefined,
  ({ awsEndpointUrl, console: hasConsole }) =>
    awsEndpointUrl !== undefined && hasConsole
      ? 'console needs CloudFront, which no emulator has; leave it out where awsEndpointUrl is set'
      : undefined,
  ({ console: hasConsole, consoleDomain, consoleCertificateArn }) =>
    (consoleDomain === undefined) !== (consoleCertificateArn === undefined) ||
    (consoleDomain !== undefined && !hasConsole)
      ? 'consoleDomain and consoleCertificateArn go together, and with console true'
      : undefined,
  ({ reservedConcurrency }) =>
    reservedConcurrency?.['dlq-handler'] === 1
      ? 'reservedConcurrency.dlq-handler must be at least 2, the concurrency of its event source, got 1'
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
