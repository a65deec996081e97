import * as v from 'valibot';

/** The retention periods CloudWatch Logs knows. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
];

const integer = (min: number, max: number) => {
  const message = `must be an integer from ${min} to ${max}`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(min, message), v.maxValue(max, message));
};
const text = (pattern: RegExp, message: string) => v.pipe(v.string(message), v.regex(pattern, message));
const oneOf = <const Options extends readonly (string | number)[]>(options: Options) =>
  v.picklist(options, `must be one of ${options.join(', ')}`);

const flag = v.boolean('must be true or false');

const urlMessage = 'must be a URL such as http://localhost:4566';
const rateMessage = 'must be a number from 0 to 1';

/** Every key of an environment file. */
const keys = {
  /** First part of every resource name. */
  project: text(/^[a-z][a-z0-9-]{1,19}$/, 'must be 2 to 20 characters of a-z 0-9 -, starting with a letter'),
  accountId: text(/^\d{12}$/, 'must be an AWS account id of 12 digits'),
  region: text(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS region such as us-east-1'),
  workflowType: oneOf(['EXPRESS', 'STANDARD']),
  workflowLogLevel: oneOf(['ALL', 'ERROR', 'FATAL', 'OFF']),
  /** Probability that the simulated warehouse fulfills an order. */
  fulfillmentSuccessRate: v.pipe(
    v.number(rateMessage),
    v.minValue(0, rateMessage),
    v.maxValue(1, rateMessage),
  ),
  /** Deliveries of an order before its message is a dead letter. */
  maxReceiveCount: integer(1, 1000),
  /** Partitions each status is spread over in the status index. Orders keep their shard: raise it, never lower it. */
  statusShards: integer(1, 1000),
  /** Batches of orders processed at the same time; SQS event sources take 2 to 1000. */
  eventSourceMaximumConcurrency: integer(2, 1000),
  /** Requests per second the API takes, and its burst. */
  apiThrottlingRateLimit: integer(1, 10_000),
  apiThrottlingBurstLimit: integer(1, 10_000),
  logRetentionDays: oneOf(LOG_RETENTION_DAYS),
  /** Memory of each function in MB; Lambda gives processor time in proportion to it. */
  functionMemoryMb: integer(128, 10_240),
  /** Restore of the tables to any second of the last 35 days. */
  pointInTimeRecovery: flag,
  /** Refuses to delete the tables. */
  deletionProtection: flag,
  /** Endpoint of an AWS-compatible emulator; absent: AWS. */
  awsEndpointUrl: v.optional(v.pipe(v.string(urlMessage), v.url(urlMessage))),
  /** Version of the Terraform AWS provider; absent: the one the constructs are made for. */
  awsProviderVersion: v.optional(text(/^\d+\.\d+\.\d+$/, 'must be a version such as 6.25.0')),
  /** Runtime of the functions, for an emulator or a provider that does not know the default yet. */
  lambdaRuntime: v.optional(text(/^nodejs\d+\.x$/, 'must be a Node.js runtime such as nodejs24.x')),
} satisfies v.ObjectEntries;

export const CONFIG_KEYS = Object.keys(keys) as readonly (keyof typeof keys)[];

/** What an environment is made of; one per file in infra/environments. */
export type EnvironmentConfig = v.InferOutput<ReturnType<typeof v.object<typeof keys>>> & {
  /** Name of the file: `local`, `dev`, … */
  readonly environment: string;
};

/** A key of an environment file is wrong. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * The configuration in a parsed environment file. `source` names where the values come from.
 * Throws ConfigError naming each wrong key with its value and what is allowed.
 */
export function parseConfig(environment: string, values: unknown, source: string): EnvironmentConfig {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    throw new ConfigError(`${source}: must hold a JSON object, got ${JSON.stringify(values)}`);
  }
  const result = v.safeParse(v.object(keys), values, { abortPipeEarly: true });
  const problems = (result.issues ?? []).map((issue) => {
    const key = v.getDotPath(issue) ?? '';
    return key in values
      ? `${key} ${issue.message}, got ${JSON.stringify(issue.input)}`
      : `${key} is missing`;
  });
  for (const key of Object.keys(values)) {
    if (!Object.hasOwn(keys, key))
      problems.push(`${key} is not a known key; known are ${CONFIG_KEYS.join(', ')}`);
  }
  if (problems.length > 0 || !result.success) throw new ConfigError(`${source}: ${problems.join('; ')}`);
  return { environment, ...result.output };
}
