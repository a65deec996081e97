import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../user-error.ts';
import { stackDirectory } from './stack-directory.ts';

/** What a synthesized stack says about where it goes. */
export interface DeployedStack {
  readonly name: string;
  /** Folder of its cdk.tf.json. */
  readonly directory: string;
  readonly bucketName: string;
  readonly stateKey: string;
  readonly accountId: string;
  /** For clients of the AWS SDK: region, and endpoint and credentials of an emulator. */
  readonly client: {
    readonly region: string;
    readonly endpoint?: string;
    readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly forcePathStyle?: boolean;
  };
}

/** Reads a synthesized stack. Throws UserError when there is none of the name, or it is never deployed. */
export function readDeployedStack(name: string, cdktfOut?: string): DeployedStack {
  const directory = stackDirectory(name, cdktfOut);
  const { terraform, provider } = JSON.parse(readFileSync(join(directory, 'cdk.tf.json'), 'utf8'));
  if (!terraform.backend.s3) {
    throw new UserError(`${name} is not deployed; it runs with: npx -y pnpm@12 start`);
  }
  const { bucket, key, region, endpoints, access_key, secret_key } = terraform.backend.s3;
  const emulator = endpoints && {
    endpoint: endpoints.s3,
    credentials: { accessKeyId: access_key, secretAccessKey: secret_key },
    forcePathStyle: true,
  };
  return {
    name,
    directory,
    bucketName: bucket,
    stateKey: key,
    accountId: provider.aws[0].allowed_account_ids[0],
    client: { region, ...emulator },
  };
}
