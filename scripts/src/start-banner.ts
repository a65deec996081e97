import { formatPercent } from './format-percent.ts';
import { formatPhases } from './phase-timer.ts';
import type { LocalSystem } from './start-local-system.ts';
import type { StartOptions } from './start-options.ts';

/** What `start` prints once everything runs. */
export function startBanner(
  system: LocalSystem,
  { dataDirectory, timeScale, enforceIam, faults }: StartOptions,
): string {
  const { apiUrls, gatewayUrl, phases, stack } = system;
  const [apiUrl] = apiUrls;
  const notRun = stack.withoutLocalMeaning;
  const unguarded = stack.httpApis
    .flatMap(({ routes }) => routes)
    .filter(({ authorizationType }) => authorizationType !== 'NONE')
    .map(({ routeKey, authorizationType }) => `${authorizationType} of ${routeKey}`);
  return [
    '',
    `DOFS runs: ${formatPhases(phases)}`,
    '',
    `  order API   ${apiUrl}`,
    `  console     ${'url' in system.console ? system.console.url : 'none: it could not be built, as said above'}`,
    `  AWS APIs    ${gatewayUrl}   (region ${stack.region}, any credentials)`,
    `  state       ${dataDirectory ?? 'in memory, gone at the end; keep it with --data-dir DIR'}`,
    `  time        ${timeScale === 1 ? 'real; retries within seconds with --time-scale 60' : `${timeScale} times faster for delays and backoffs`}`,
    `  IAM         ${enforceIam ? enforcedIam(system) : 'off (--no-iam): nobody is denied anything, which AWS may do'}`,
    ...(faults
      ? [
          `  faults      at ${formatPercent(faults.rate)} of calls, seed ${faults.seed}: ${faults.kinds.join(', ')}`,
        ]
      : []),
    ...(notRun.length > 0 ? [`  not run     ${countKinds(notRun)}: nothing for them to do here`] : []),
    ...(unguarded.length > 0 ? [`  not asked   ${unguarded.join(', ')}: the route is open here`] : []),
    '',
    'Try it:',
    '',
    `  curl -i -X POST ${apiUrl}/order -H "Content-Type: application/json" -d '{"order_id":"test001", "product":"Pen", "quantity":2}'`,
    '',
    'Stop it with Ctrl-C. What the functions log follows.',
    '',
  ].join('\n');
}

/** Whose permissions are asked for, and how many there are. */
function enforcedIam({ stack, iam }: LocalSystem): string {
  return `enforced: ${iam.usage().length} permissions of ${stack.roles.length} roles and ${stack.resourcePolicies.length} resource policies; off with --no-iam`;
}

/** `2 aws_x, 1 aws_y` of the addresses of resources. */
function countKinds(addresses: readonly string[]): string {
  const kinds = Map.groupBy(addresses, (address) => address.split('.')[0]);
  return [...kinds].map(([kind, { length }]) => `${length} ${kind}`).join(', ');
}
