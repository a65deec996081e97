import { HeadBucketCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { UserError } from '../user-error.ts';
import type { BootstrapStack } from './bootstrap-stack.ts';
import type { BucketContent } from './run-bootstrap.ts';

function clientConfig({ region, emulator }: BootstrapStack) {
  if (!emulator) return { region };
  const { endpoint, ...credentials } = emulator;
  return { region, endpoint, credentials, forcePathStyle: true };
}

/** Throws UserError unless the shell's credentials are those of the account of the environments. */
export async function checkAccount(stack: BootstrapStack): Promise<void> {
  let account: string | undefined;
  try {
    account = (await new STSClient(clientConfig(stack)).send(new GetCallerIdentityCommand({}))).Account;
  } catch (error) {
    throw new UserError(
      `no AWS credentials that work: ${(error as Error).message}; sign in as an administrator of account ${stack.accountId}`,
    );
  }
  if (account !== stack.accountId) {
    throw new UserError(
      `the credentials are of account ${account}, the environments of ${stack.accountId}; sign in to that account, or set accountId in infra/environments`,
    );
  }
}

/** Whether the state bucket exists and holds the state of bootstrap. */
export async function lookIntoBucket(stack: BootstrapStack): Promise<BucketContent> {
  const s3 = new S3Client(clientConfig(stack));
  const Bucket = stack.bucketName;
  if (!(await exists(s3.send(new HeadBucketCommand({ Bucket })), Bucket))) return 'no bucket';
  const Key = stack.stateKey;
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
