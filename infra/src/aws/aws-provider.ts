import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import type { TerraformStack } from 'cdktf';
import type { EnvironmentConfig } from '../config.ts';

/** The services the stacks use, as the provider names their endpoints. */
const SERVICES = [
  'apigatewayv2',
  'cloudwatch',
  'cloudwatchlogs',
  'dynamodb',
  'iam',
  'lambda',
  'sfn',
  'sns',
  'sqs',
  'sts',
] as const;

/** The AWS provider of a stack: on AWS in the account of the environment and no other, or at an emulator. */
export function useAwsProvider(
  stack: TerraformStack,
  config: EnvironmentConfig,
  tags: Record<string, string>,
): void {
  const { region, accountId, awsEndpointUrl, awsProviderVersion } = config;
  new AwsProvider(stack, 'aws', {
    region,
    defaultTags: [{ tags }],
    ...(awsEndpointUrl === undefined ? { allowedAccountIds: [accountId] } : emulator(awsEndpointUrl)),
  });
  if (awsProviderVersion !== undefined) {
    stack.addOverride('terraform.required_providers.aws.version', awsProviderVersion);
  }
}

function emulator(url: string) {
  return {
    endpoints: [Object.fromEntries(SERVICES.map((service) => [service, url]))],
    // Any credentials do, and there is no account to ask about.
    accessKey: 'emulator',
    secretKey: 'emulator',
    skipCredentialsValidation: true,
    skipMetadataApiCheck: 'true',
    skipRequestingAccountId: true,
    s3UsePathStyle: true,
  };
}
