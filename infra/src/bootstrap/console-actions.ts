import type { EnvironmentConfig } from '../config.ts';
import { consoleBucketName, resourceName } from '../names.ts';
import type { TerraformActions } from './terraform-actions.ts';

/** The calls on the web console of an environment that has one. */
export function consoleActions(config: EnvironmentConfig): readonly TerraformActions[] {
  const bucket = `arn:aws:s3:::${consoleBucketName(config)}`;
  const cloudfront = (resource: string) => `arn:aws:cloudfront::${config.accountId}:${resource}`;
  return [
    {
      id: 'ConsoleBucket',
      resources: [bucket],
      read: [
        's3:GetAccelerateConfiguration',
        's3:GetBucketAcl',
        's3:GetBucketCORS',
        's3:GetBucketLocation',
        's3:GetBucketLogging',
        's3:GetBucketObjectLockConfiguration',
        's3:GetBucketOwnershipControls',
        's3:GetBucketPolicy',
        's3:GetBucketPublicAccessBlock',
        's3:GetBucketRequestPayment',
        's3:GetBucketTagging',
        's3:GetBucketVersioning',
        's3:GetBucketWebsite',
        's3:GetEncryptionConfiguration',
        's3:GetLifecycleConfiguration',
        's3:GetReplicationConfiguration',
        's3:ListBucket',
        // Tags of buckets, as newer providers ask for them.
        's3:ListTagsForResource',
      ],
      write: [
        's3:CreateBucket',
        's3:DeleteBucket',
        's3:DeleteBucketPolicy',
        // What is in it goes with it.
        's3:ListBucketVersions',
        's3:PutBucketOwnershipControls',
        's3:PutBucketPolicy',
        's3:PutBucketPublicAccessBlock',
        's3:PutBucketTagging',
        's3:PutEncryptionConfiguration',
        's3:PutLifecycleConfiguration',
        's3:TagResource',
        's3:UntagResource',
      ],
    },
    {
      id: 'ConsoleFiles',
      resources: [`${bucket}/*`],
      read: ['s3:GetObject', 's3:GetObjectTagging'],
      write: ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:PutObject', 's3:PutObjectTagging'],
    },
    {
      id: 'ConsoleFunction',
      resources: [cloudfront(`function/${resourceName(config, 'console')}`)],
      read: ['cloudfront:DescribeFunction', 'cloudfront:GetFunction'],
      write: ['cloudfront:DeleteFunction', 'cloudfront:PublishFunction', 'cloudfront:UpdateFunction'],
    },
    {
      id: 'ConsoleDistribution',
      // These have ids that AWS chooses: the name of the environment cannot stand in an ARN.
      resources: ['distribution', 'origin-access-control', 'response-headers-policy'].map((kind) =>
        cloudfront(`${kind}/*`),
      ),
      read: [
        'cloudfront:GetDistribution',
        'cloudfront:GetOriginAccessControl',
        'cloudfront:GetResponseHeadersPolicy',
        'cloudfront:ListTagsForResource',
      ],
      write: [
        'cloudfront:DeleteDistribution',
        'cloudfront:DeleteOriginAccessControl',
        'cloudfront:DeleteResponseHeadersPolicy',
        'cloudfront:TagResource',
        'cloudfront:UntagResource',
        'cloudfront:UpdateDistribution',
        'cloudfront:UpdateOriginAccessControl',
        'cloudfront:UpdateResponseHeadersPolicy',
      ],
    },
    {
      id: 'NewConsole',
      // What does not exist yet has no ARN.
      resources: ['*'],
      read: [],
      write: [
        'cloudfront:CreateDistribution',
        'cloudfront:CreateFunction',
        'cloudfront:CreateOriginAccessControl',
        'cloudfront:CreateResponseHeadersPolicy',
      ],
    },
  ];
}
