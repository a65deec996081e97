import type { AccountConfig } from '../account.ts';
import type { PolicyStatement } from '../aws/policy-statement.ts';
import { artifactBucketName } from '../names.ts';

/** The artifacts a role of the pipeline works with, by their names. */
export interface ArtifactAccess {
  readonly read: string;
  readonly write?: string;
}

/**
 * What working with artifacts needs; the policy of their key allows the rest. What is pushed runs in several builds: only
 * the one that makes a plan may write it, or a build could put its own into the place of what was approved. CodePipeline
 * stores an artifact under `<pipeline>/<artifact>/`, of both the first characters: names of artifacts have at most 10.
 */
export function artifactStatements(
  account: AccountConfig,
  { read, write }: ArtifactAccess,
): PolicyStatement[] {
  const bucket = bucketArn(account);
  return [
    findArtifacts(bucket),
    {
      sid: 'ReadArtifacts',
      actions: ['s3:GetObject', 's3:GetObjectVersion'],
      resources: [`${bucket}/*/${read}/*`],
    },
    ...(write === undefined
      ? []
      : [{ sid: 'WriteArtifacts', actions: ['s3:PutObject'], resources: [`${bucket}/*/${write}/*`] }]),
  ];
}

/** What CodePipeline itself does with artifacts; a source from a connection is uploaded with an ACL. */
export function allArtifactsStatements(account: AccountConfig): PolicyStatement[] {
  const bucket = bucketArn(account);
  return [
    findArtifacts(bucket),
    {
      sid: 'HandArtifactsOn',
      // https://github.com/aws/aws-cdk/issues/13557
      actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject', 's3:PutObjectAcl'],
      resources: [`${bucket}/*`],
    },
  ];
}

function findArtifacts(bucket: string): PolicyStatement {
  return {
    sid: 'FindArtifacts',
    actions: ['s3:GetBucketAcl', 's3:GetBucketLocation', 's3:GetBucketVersioning'],
    resources: [bucket],
  };
}

function bucketArn(account: AccountConfig): string {
  return `arn:aws:s3:::${artifactBucketName(account)}`;
}
