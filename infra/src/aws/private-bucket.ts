import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket/index.js';
import {
  S3BucketLifecycleConfiguration,
  type S3BucketLifecycleConfigurationRule,
} from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls/index.js';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy/index.js';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration/index.js';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning/index.js';
import { Construct } from 'constructs';
import { requireTls } from './tls-only.ts';

export interface PrivateBucketProps {
  readonly bucketName: string;
  /** Terraform id, pinned: another one would replace the bucket and lose its objects. */
  readonly logicalId: string;
  /** KMS key of the objects; absent: the key of S3. */
  readonly encryptionKeyArn?: string;
  /** What is deleted, and when. */
  readonly lifecycleRule: Omit<S3BucketLifecycleConfigurationRule, 'id' | 'status' | 'filter'>;
  /** What happens when its stack is destroyed: nothing, or its objects go with it. */
  readonly onDestroy: 'prevent' | 'empty';
}

/** A versioned, encrypted bucket that nobody reads over plain HTTP and nobody can make public. */
export class PrivateBucket extends Construct {
  readonly name: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    const bucket = new S3Bucket(this, 'bucket', {
      bucket: props.bucketName,
      forceDestroy: props.onDestroy === 'empty',
      lifecycle: { preventDestroy: props.onDestroy === 'prevent' },
    });
    bucket.overrideLogicalId(props.logicalId);
    this.name = bucket.id;
    this.arn = bucket.arn;

    new S3BucketOwnershipControls(this, 'ownership', {
      bucket: bucket.id,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
    });
    new S3BucketPublicAccessBlock(this, 'public-access', {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const versioning = new S3BucketVersioningA(this, 'versioning', {
      bucket: bucket.id,
      versioningConfiguration: { status: 'Enabled' },
    });
    new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', {
      bucket: bucket.id,
      rule: [encryption(props.encryptionKeyArn)],
    });
    new S3BucketLifecycleConfiguration(this, 'lifecycle', {
      bucket: bucket.id,
      rule: [{ id: 'expire', status: 'Enabled', filter: [{}], ...props.lifecycleRule }],
      dependsOn: [versioning],
    });
    const document = new DataAwsIamPolicyDocument(this, 'tls', {
      statement: [requireTls('s3:*', [bucket.arn, `${bucket.arn}/*`])],
    });
    new S3BucketPolicy(this, 'policy', { bucket: bucket.id, policy: document.json });
  }
}

function encryption(kmsMasterKeyId: string | undefined) {
  return kmsMasterKeyId === undefined
    ? { applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }
    : {
        applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId },
        // One call to KMS for many objects.
        bucketKeyEnabled: true,
      };
}
