import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
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
  /** Whether what is overwritten or deleted stays as an older version; absent: it does. */
  readonly isVersioned?: boolean;
  /** What is deleted, and when. */
  readonly lifecycleRule: Omit<S3BucketLifecycleConfigurationRule, 'id' | 'status' | 'filter'>;
  /** What happens when its stack is destroyed: nothing, or its objects go with it. */
  readonly onDestroy: 'prevent' | 'empty';
}

/** An encrypted bucket, versioned unless said otherwise, that nobody reads over plain HTTP and nobody can make public. */
export class PrivateBucket extends Construct {
  readonly name: string;
  readonly arn: string;
  /** Of the bucket in its region. */
  readonly domainName: string;
  readonly #policy: DataAwsIamPolicyDocument;
  readonly #statements: DataAwsIamPolicyDocumentStatement[];

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
    this.domainName = bucket.bucketRegionalDomainName;

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
    const { isVersioned = true } = props;
    const versioning = isVersioned
      ? [
          new S3BucketVersioningA(this, 'versioning', {
            bucket: bucket.id,
            versioningConfiguration: { status: 'Enabled' },
          }),
        ]
      : [];
    new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', {
      bucket: bucket.id,
      rule: [encryption(props.encryptionKeyArn)],
    });
    new S3BucketLifecycleConfiguration(this, 'lifecycle', {
      bucket: bucket.id,
      rule: [{ id: 'expire', status: 'Enabled', filter: [{}], ...props.lifecycleRule }],
      dependsOn: versioning,
    });
    this.#statements = [requireTls('s3:*', [bucket.arn, `${bucket.arn}/*`])];
    this.#policy = new DataAwsIamPolicyDocument(this, 'tls', { statement: this.#statements });
    new S3BucketPolicy(this, 'policy', { bucket: bucket.id, policy: this.#policy.json });
  }

  /** Lets somebody else in, whom only the policy of the bucket can. */
  allow(statement: DataAwsIamPolicyDocumentStatement): void {
    this.#statements.push(statement);
    this.#policy.putStatement(this.#statements);
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
