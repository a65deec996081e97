import { describe, expect, it } from '@jest/globals';
import type { EnvironmentConfig } from '../src/config.ts';
import { rolesOf } from './iam/policies.ts';
import { environments, resourcesOf, type Stack, synthesizeAll, synthesizeStacks } from './synthesize.ts';

const bootstrapOf = (stacks: Record<string, Stack>) => stacks.bootstrap as Stack;
const bootstrap = bootstrapOf(synthesizeAll());
const only = (kind: string) => resourcesOf(bootstrap, kind).map(([, block]) => block);

describe('BootstrapStack', () => {
  it('pins the ids of the state bucket and the boundaries: another id would replace them', () => {
    expect(resourcesOf(bootstrap, 'aws_s3_bucket').map(([id]) => id)).toEqual(['state']);
    expect(resourcesOf(bootstrap, 'aws_iam_policy').map(([id]) => id)).toEqual([
      'boundary_dev',
      'boundary_prod',
    ]);
  });

  it('keeps the state bucket when the stack is destroyed, and its own state in it', () => {
    expect(only('aws_s3_bucket')).toMatchObject([
      {
        bucket: 'dofs-tfstate-111111111111-us-east-1',
        force_destroy: false,
        lifecycle: { prevent_destroy: true },
      },
    ]);
    expect(bootstrap.terraform.backend).toEqual({
      s3: {
        bucket: 'dofs-tfstate-111111111111-us-east-1',
        key: 'bootstrap/terraform.tfstate',
        region: 'us-east-1',
        encrypt: true,
        use_lockfile: true,
      },
    });
  });

  it('has the state bucket versioned, encrypted, private, over TLS only, without its very old versions', () => {
    expect(only('aws_s3_bucket_versioning')).toMatchObject([
      { versioning_configuration: { status: 'Enabled' } },
    ]);
    expect(only('aws_s3_bucket_server_side_encryption_configuration')).toMatchObject([
      { rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } }] },
    ]);
    expect(only('aws_s3_bucket_public_access_block')).toMatchObject([
      {
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      },
    ]);
    expect(only('aws_s3_bucket_ownership_controls')).toMatchObject([
      { rule: { object_ownership: 'BucketOwnerEnforced' } },
    ]);
    expect(only('aws_s3_bucket_lifecycle_configuration')).toMatchObject([
      {
        rule: [
          {
            status: 'Enabled',
            noncurrent_version_expiration: [{ noncurrent_days: 90, newer_noncurrent_versions: 20 }],
          },
        ],
      },
    ]);
    const statements = Object.values(bootstrap.data.aws_iam_policy_document).flatMap(
      ({ statement }) => statement,
    );
    expect(statements.filter(({ sid }) => sid === 'RequireTls')).toMatchObject([
      {
        effect: 'Deny',
        actions: ['s3:*'],
        resources: ['${aws_s3_bucket.state.arn}', '${aws_s3_bucket.state.arn}/*'],
      },
    ]);
  });

  it('lets a role at the state of its own environment only', () => {
    for (const { name, statements } of Object.values(rolesOf(bootstrap))) {
      const environment = /-(dev|prod)-/.exec(name)?.[1];
      const objects = statements
        .flatMap(({ resources }) => resources)
        .filter((resource) => resource.startsWith('arn:aws:s3:::dofs-tfstate-') && resource.includes('/'));
      const own = objects.filter((resource) => resource.includes(`/app-${environment}/terraform.tfstate`));

      expect([name, objects]).toEqual([name, own]);
    }
  });

  it('makes a connection only where an environment asks for it', () => {
    const asked = bootstrapOf(synthesizeAll({ createConnection: true }));

    expect(resourcesOf(bootstrap, 'aws_codeconnections_connection')).toEqual([]);
    expect(resourcesOf(asked, 'aws_codeconnections_connection')).toMatchObject([
      ['connection', { name: 'dofs-pipeline', provider_type: 'GitHub' }],
    ]);
    expect(Object.keys(asked.output ?? {}).sort()).toEqual([
      'connection_arn',
      'connection_status',
      'state_bucket',
    ]);
  });

  it('reads the repository with the prefix of the ARN of the connection', () => {
    const connectionArn = 'arn:aws:codestar-connections:us-east-1:111111111111:connection/1';
    const configs = environments().map(
      (config): EnvironmentConfig => (config.environment === 'local' ? config : { ...config, connectionArn }),
    );
    const role = rolesOf(bootstrapOf(synthesizeStacks(configs)))['dofs-pipeline'];

    expect(role?.statements).toContainEqual(
      expect.objectContaining({
        actions: ['codestar-connections:UseConnection'],
        resources: [connectionArn],
      }),
    );
  });

  it('makes no roles for a pipeline that no environment has', () => {
    const configs = environments().map(({ connectionArn, ...config }): EnvironmentConfig => config);
    const stacks = synthesizeStacks(configs);

    expect(stacks).not.toHaveProperty('pipeline');
    expect(Object.keys(rolesOf(stacks.bootstrap))).not.toContain('dofs-pipeline');
  });
});
