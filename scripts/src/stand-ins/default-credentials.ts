/**
 * In place of the SDK's search for credentials (files, processes, SSO, web identities, EC2, each with clients of its
 * own): Lambda puts the credentials of the function's role into the environment.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
import { fromEnv } from '@aws-sdk/credential-provider-env';

export function defaultProvider(init?: Parameters<typeof fromEnv>[0]): ReturnType<typeof fromEnv> {
  const environmentCredentials = fromEnv(init);
  return async () => {
    const profile = process.env.AWS_PROFILE;
    if (profile) {
      throw new Error(
        `AWS_PROFILE is ${JSON.stringify(profile)}, but a function reads no profiles; unset it and set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`,
      );
    }
    return environmentCredentials();
  };
}
