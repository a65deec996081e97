import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stackDirectory } from '../deploy/stack-directory.ts';
import { UserError } from '../user-error.ts';

/** What the synthesized bootstrap stack says about where it goes. */
export interface BootstrapStack {
  /** Folder of its cdk.tf.json. */
  readonly directory: string;
  readonly bucketName: string;
  readonly stateKey: string;
  readonly region: string;
  readonly accountId: string;
  /** Absent on AWS, where the shell has credentials. */
  readonly emulator?: {
    readonly endpoint: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
  };
}

/** Reads the synthesized bootstrap stack. Throws UserError when the configuration has none. */
export function readBootstrapStack(cdktfOut?: string): BootstrapStack {
  const directory = bootstrapDirectory(cdktfOut);
  const { terraform, provider } = JSON.parse(readFileSync(join(directory, 'cdk.tf.json'), 'utf8'));
  const { bucket, key, region, endpoints, access_key, secret_key } = terraform.backend.s3;
  return {
    directory,
    bucketName: bucket,
    stateKey: key,
    region,
    accountId: provider.aws[0].allowed_account_ids[0],
    ...(endpoints && {
      emulator: { endpoint: endpoints.s3, accessKeyId: access_key, secretAccessKey: secret_key },
    }),
  };
}

function bootstrapDirectory(cdktfOut?: string): string {
  try {
    return stackDirectory('bootstrap', cdktfOut);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(
      'this configuration has no bootstrap stack: it serves every environment on AWS at once, or one chosen environment with an awsEndpointUrl',
    );
  }
}
