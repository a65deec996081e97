/** One call of an AWS API, whatever brought it: an SDK over HTTP, a workflow task, a poller. */
export interface AwsCall {
  /** SigV4 signing name: `dynamodb`, `sqs`, `states`, `lambda`, `logs`. */
  readonly service: string;
  /** API operation as its reference spells it: `PutItem`, `SendMessage`, `StartExecution`, `Invoke`. */
  readonly action: string;
  /** Who calls: a role ARN of the stack, an AWS service principal, or the local developer. */
  readonly principal: string;
  readonly method: string;
  /** Path with its query string, as received. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** IAM condition keys that a caller in this process has a value for: `aws:SourceArn`. */
  readonly context?: Readonly<Record<string, string>>;
}

export interface AwsResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** An AWS API, or the rest of the chain that leads to one. Throws AwsError for a modeled error. */
export type AwsService = (call: AwsCall) => Promise<AwsResponse>;
