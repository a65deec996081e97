import type { PolicyStatement } from '../aws/policy-statement.ts';
import type { EnvironmentConfig } from '../config.ts';
import { applicationStackId, stateBucketName, stateKey } from '../names.ts';

/** What Terraform needs on the state of an application stack, and on no other state. */
export function stateAccess(config: EnvironmentConfig, access: 'read' | 'write'): PolicyStatement[] {
  return [
    { sid: 'FindState', actions: ['s3:ListBucket'], resources: [bucketArn(config)] },
    {
      sid: 'UseState',
      actions: access === 'read' ? ['s3:GetObject'] : ['s3:GetObject', 's3:PutObject'],
      resources: [stateArn(config)],
    },
  ];
}

/** What `use_lockfile` needs: the lock is an object beside the state. */
export function stateLock(config: EnvironmentConfig): PolicyStatement {
  return {
    sid: 'LockState',
    actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
    resources: [`${stateArn(config)}.tflock`],
  };
}

function stateArn(config: EnvironmentConfig): string {
  return `${bucketArn(config)}/${stateKey(applicationStackId(config.environment))}`;
}

function bucketArn(config: EnvironmentConfig): string {
  return `arn:aws:s3:::${stateBucketName(config)}`;
}
