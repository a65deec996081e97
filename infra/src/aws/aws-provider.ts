import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import type { TerraformStack } from 'cdktf';
import type { AccountConfig } from '../account.ts';
import { emulatorCredentials } from './emulator-credentials.ts';

/** The services the stacks use, as the provider names their endpoints. */
const SERVICES = [
  'apigatewayv2',
  'cloudwatch',
  'cloudwatchlogs',
  'codebuild',
  'codeconnections',
  'codepipeline',
  'dynamodb',
  'events',
  'iam',
  'kms',
  'lambda',
  's3',
  'sfn',
  'sns',
  'sqs',
  'sts',
] as const;

/** The AWS provider of a stack: on AWS in the account of the environment and no other, or at an emulator. */
export function useAwsProvider(
  stack: TerraformStack,
  config: AccountConfig,
  tags: Record<string, string>,
): void {
  const { region, accountId, awsEndpointUrl, awsProviderVersion } = config;
  new AwsProvider(stack, 'aws', {
    region,
    allowedAccountIds: [accountId],
    defaultTags: [{ tags }],
    ...(awsEndpointUrl !== undefined && emulator(awsEndpointUrl, accountId)),
  });
  if (awsProviderVersion !== undefined) {
    stack.addOverride('terraform.required_providers.aws.version', awsProviderVersion);
  }
}

function emulator(url: string, accountId: string) {
  return {
    endpoints: [Object.fromEntries(SERVICES.map((service) => [service, url]))],
    ...emulatorCredentials(accountId),
    // It is asked for its account id as AWS is: ARNs the provider makes itself, such as that of an API, hold it.
    skipMetadataApiCheck: 'true',
    s3UsePathStyle: true,
  };
}
