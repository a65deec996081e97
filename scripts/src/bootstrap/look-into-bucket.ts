import { HeadBucketCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { DeployedStack } from '../deploy/deployed-stack.ts';
import { UserError } from '../user-error.ts';
import type { BucketContent } from './run-bootstrap.ts';

/** Whether the state bucket exists and holds the state of the stack. */
export async function lookIntoBucket(stack: DeployedStack): Promise<BucketContent> {
  const s3 = new S3Client(stack.client);
  const { bucketName: Bucket, stateKey: Key } = stack;
  if (!(await exists(s3.send(new HeadBucketCommand({ Bucket })), Bucket))) return 'no bucket';
  return (await exists(s3.send(new HeadObjectCommand({ Bucket, Key })), Bucket)) ? 'state' : 'no state';
}

async function exists(answer: Promise<unknown>, bucketName: string): Promise<boolean> {
  try {
    await answer;
    return true;
  } catch (error) {
    const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
    if (status === 404) return false;
    if (status === 403) {
      throw new UserError(
        `access to the bucket ${bucketName} is denied: it is of another account, or the credentials are not an administrator's`,
      );
    }
    throw error;
  }
}
