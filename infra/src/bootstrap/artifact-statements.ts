import type { AccountConfig } from '../account.ts';
import type { PolicyStatement } from '../aws/policy-statement.ts';
import { artifactBucketName } from '../names.ts';

/** What handing artifacts on needs; the policy of their key allows the rest. */
export function artifactStatements(account: AccountConfig): PolicyStatement[] {
  const bucket = `arn:aws:s3:::${artifactBucketName(account)}`;
  return [
    {
      sid: 'FindArtifacts',
      actions: ['s3:GetBucketAcl', 's3:GetBucketLocation', 's3:GetBucketVersioning'],
      resources: [bucket],
    },
    {
      sid: 'HandArtifactsOn',
      actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject'],
      resources: [`${bucket}/*`],
    },
  ];
}
