import { S3Backend, type S3BackendConfig, type TerraformStack } from 'cdktf';
import type { AccountConfig } from '../account.ts';
import { stateBucketName, stateKey } from '../names.ts';
import { emulatorCredentials } from './emulator-credentials.ts';

/** Keeps the state of a stack in the state bucket, under a key of its own. */
export function useS3Backend(stack: TerraformStack, config: AccountConfig, stackId: string): void {
  // A variable, because the types of cdktf 0.21 do not know use_lockfile yet.
  const backend: S3BackendConfig & { readonly useLockfile: boolean } = {
    bucket: stateBucketName(config),
    key: stateKey(stackId),
    region: config.region,
    encrypt: true,
    useLockfile: true,
    ...(config.awsEndpointUrl !== undefined && emulator(config.awsEndpointUrl, config.accountId)),
  };
  new S3Backend(stack, backend);
}

function emulator(url: string, accountId: string): Partial<S3BackendConfig> {
  return {
    endpoints: { s3: url, sts: url },
    ...emulatorCredentials(accountId),
    skipCredentialsValidation: true,
    skipMetadataApiCheck: true,
    skipRequestingAccountId: true,
    usePathStyle: true,
  };
}
