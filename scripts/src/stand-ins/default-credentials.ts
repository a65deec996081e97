/**
 * In place of the SDK's search for credentials (files, processes, SSO, web identities, EC2, most with clients of their
 * own): Lambda puts the credentials of the function's role into the environment, and they outlast the process.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
import { fromEnv } from '@aws-sdk/credential-provider-env';

type Init = Parameters<typeof fromEnv>[0];
type Provider = ReturnType<typeof fromEnv>;

export function defaultProvider(init?: Init): Provider {
  let credentials: ReturnType<Provider> | undefined;
  return () => {
    credentials ??= readCredentials(init);
    return credentials;
  };
}

async function readCredentials(init: Init): ReturnType<Provider> {
  const profile = process.env.AWS_PROFILE;
  if (profile) {
    throw new Error(
      `AWS_PROFILE is ${JSON.stringify(profile)}, but a function reads no profiles; unset it and set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`,
    );
  }
  return fromEnv(init)();
}
