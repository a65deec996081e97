import type { Construct } from 'constructs';
import type { AccountConfig } from '../account.ts';
import { PrivateBucket } from '../aws/private-bucket.ts';
import { stateBucketName } from '../names.ts';

/** The bucket of the Terraform state of every stack, this one's included. It survives its stack. */
export function stateBucket(scope: Construct, account: AccountConfig): PrivateBucket {
  return new PrivateBucket(scope, 'state', {
    bucketName: stateBucketName(account),
    logicalId: 'state',
    lifecycleRule: {
      // The last twenty states stay, however old.
      noncurrentVersionExpiration: [{ noncurrentDays: 90, newerNoncurrentVersions: 20 }],
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
    },
    onDestroy: 'prevent',
  });
}
