import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias/index.js';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key/index.js';
import { Construct } from 'constructs';
import type { AccountConfig } from '../account.ts';
import { PrivateBucket } from '../aws/private-bucket.ts';
import { artifactBucketName, pipelineName } from '../names.ts';

/** The bucket the stages hand sources and plans on through, under a key of its own. */
export class ArtifactStore extends Construct {
  readonly bucketName: string;
  readonly keyArn: string;

  /** `roleArns`: who reads and writes artifacts. */
  constructor(scope: Construct, id: string, account: AccountConfig, roleArns: readonly string[]) {
    super(scope, id);
    const policy = new DataAwsIamPolicyDocument(this, 'key-policy', {
      statement: [
        {
          sid: 'AdministerInAccount',
          actions: ['kms:*'],
          // In the policy of a key, * is the key itself.
          resources: ['*'],
          principals: [{ type: 'AWS', identifiers: [`arn:aws:iam::${account.accountId}:root`] }],
        },
        {
          sid: 'EncryptArtifacts',
          actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'],
          resources: ['*'],
          principals: [{ type: 'AWS', identifiers: [...roleArns] }],
        },
      ],
    });
    const key = new KmsKey(this, 'key', {
      description: `Artifacts of ${pipelineName(account)}`,
      enableKeyRotation: true,
      policy: policy.json,
    });
    key.overrideLogicalId('artifact_key');
    new KmsAlias(this, 'alias', { name: `alias/${pipelineName(account)}`, targetKeyId: key.keyId });
    this.keyArn = key.arn;
    const bucket = new PrivateBucket(this, 'bucket', {
      bucketName: artifactBucketName(account),
      logicalId: 'artifacts',
      encryptionKeyArn: key.arn,
      lifecycleRule: {
        expiration: [{ days: 30 }],
        noncurrentVersionExpiration: [{ noncurrentDays: 1 }],
        abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
      },
      onDestroy: 'empty',
    });
    this.bucketName = bucket.name;
  }
}
