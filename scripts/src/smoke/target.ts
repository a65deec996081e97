import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { StackNames } from '../stack-names.ts';
import { type AuthorizeRequest, createAuthorizeRequest } from './authorize-request.ts';

/** The running system that is tried, and the AWS APIs it is looked at with. */
export interface Target {
  /** Base URL of the order API, without a trailing slash. */
  readonly apiUrl: string;
  /** Makes a request one the API lets through. */
  readonly authorize: AuthorizeRequest;
  readonly names: StackNames;
  readonly timeoutSeconds: number;
  /** Whether to make a dead letter too. */
  readonly deadLetter: boolean;
  readonly logs: CloudWatchLogsClient;
  readonly dynamodb: DynamoDBDocumentClient;
  readonly stepFunctions: SFNClient;
  readonly sqs: SQSClient;
}

export interface TargetOptions {
  readonly apiUrl: string;
  readonly names: StackNames;
  readonly region: string;
  readonly timeoutSeconds: number;
  /** Endpoint of a local run; absent: AWS, with the credentials of the shell. */
  readonly endpoint?: string;
  /** Bearer token for an API that takes one. */
  readonly token?: string | undefined;
  readonly deadLetter?: boolean;
}

/** Throws UserError when the API takes a token and there is none. */
export function createTarget(options: TargetOptions): Target {
  const { apiUrl, names, region, timeoutSeconds, endpoint, token, deadLetter = true } = options;
  // The local run takes any key; an emulator takes one of 12 digits for the account.
  const keys = { accessKeyId: names.accountId, secretAccessKey: 'local' };
  const local = endpoint && { endpoint, credentials: keys };
  const client = { region, ...local };
  const sqs = new SQSClient(client);
  const { credentials, sha256 } = sqs.config;
  return {
    apiUrl: apiUrl.replace(/\/$/, ''),
    authorize: createAuthorizeRequest(names.placeOrderAuthorization, { region, credentials, sha256, token }),
    names,
    timeoutSeconds,
    deadLetter,
    logs: new CloudWatchLogsClient(client),
    dynamodb: DynamoDBDocumentClient.from(new DynamoDBClient(client)),
    stepFunctions: new SFNClient(client),
    sqs,
  };
}
