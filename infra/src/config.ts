import * as v from 'valibot';
import { ConfigError } from './config-error.ts';
import { brokenRules } from './config-rules.ts';
import { FUNCTION_NAMES } from './names.ts';

/** The retention periods CloudWatch Logs knows. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
];

const integer = (min: number, max: number) => {
  const message = `must be an integer from ${min} to ${max}`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(min, message), v.maxValue(max, message));
};
const text = (pattern: RegExp, message: string) => v.pipe(v.string(message), v.regex(pattern, message));
const url = (example: string) => {
  const message = `must be a URL such as ${example}`;
  return v.pipe(v.string(message), v.url(message));
};
const oneOf = <const Options extends readonly (string | number)[]>(options: Options) =>
  v.picklist(options, `must be one of ${options.join(', ')}`);
const listOf = <const Item extends v.GenericSchema<string>>(item: Item, example: string) => {
  const message = `must be a list such as ${example}`;
  return v.pipe(v.array(item, message), v.minLength(1, message));
};
const flag = () => v.boolean('must be true or false');

/** A key with what it means, in the words an editor shows. */
const key = <const Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.pipe(schema, v.description(description));
const optionalKey = <const Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.optional(key(schema, description));

const rateMessage = 'must be a number from 0 to 1';
const emailMessage = 'must be an e-mail address';
const concurrencyMessage = 'must be an object of function names such as {"fulfill-order": 20}';
const originMessage = 'must be * or an origin such as https://shop.example.com';

/** Every key of an environment file. */
const keys = {
  project: key(
    text(/^[a-z][a-z0-9]{1,19}$/, 'must be 2 to 20 characters of a-z 0-9, starting with a letter'),
    'First part of every resource name.',
  ),
  accountId: key(
    text(/^\d{12}$/, 'must be an AWS account id of 12 digits, in quotes'),
    'The AWS account; no other is ever deployed into.',
  ),
  region: key(
    text(
      /^(?!cn-|us-gov-|us-iso|eu-isoe)[a-z]{2}(-[a-z]+)+-\d$/,
      'must be an AWS region such as us-east-1, and not one of China or a government, whose ARNs differ',
    ),
    'The AWS region of every resource.',
  ),
  production: key(
    flag(),
    'Whether customers depend on it: refuses an API open to everyone, and tables without point-in-time recovery or deletion protection.',
  ),
  workflowType: key(
    oneOf(['EXPRESS', 'STANDARD']),
    'EXPRESS: a 200 means stored and queued. STANDARD: a 200 means durably accepted; about 100 times the price.',
  ),
  workflowLogLevel: key(
    oneOf(['ALL', 'ERROR', 'FATAL', 'OFF']),
    'What the workflow logs; ALL holds the orders themselves.',
  ),
  fulfillmentSuccessRate: key(
    v.pipe(v.number(rateMessage), v.minValue(0, rateMessage), v.maxValue(1, rateMessage)),
    'Probability that the simulated warehouse fulfills an order.',
  ),
  fulfillmentTimeoutSeconds: key(
    integer(1, 900),
    'Time fulfill-order has for a batch of orders; the visibility timeout of the queue is six times as long, and the batching window.',
  ),
  fulfillmentBatchingWindowSeconds: key(
    integer(0, 300),
    'How long messages are gathered into one invocation of fulfill-order, ten at most: a second or more is cheaper, 0 is sooner.',
  ),
  maxReceiveCount: key(integer(1, 1000), 'Deliveries of an order before its message is a dead letter.'),
  statusShards: key(
    integer(1, 1000),
    'Partitions each status is spread over in the status index. Orders keep their shard: raise it, never lower it.',
  ),
  eventSourceMaximumConcurrency: key(
    integer(2, 1000),
    'Batches of orders that are fulfilled at the same time.',
  ),
  apiThrottlingRateLimit: key(integer(1, 10_000), 'Requests per second the API takes, over all routes.'),
  apiThrottlingBurstLimit: key(integer(1, 10_000), 'Requests the API takes at once before the rate counts.'),
  apiAuthorization: key(
    oneOf(['none', 'iam', 'jwt']),
    'Who may place and read orders: everyone, signed AWS requests, or bearers of a token. Operator routes always need iam or jwt on AWS.',
  ),
  jwtIssuer: optionalKey(
    text(
      /^https:\/\/[^\s]+$/,
      'must be an https URL such as https://cognito-idp.us-east-1.amazonaws.com/us-east-1_example',
    ),
    'Issuer of the tokens; needed with apiAuthorization jwt.',
  ),
  jwtAudience: optionalKey(
    listOf(v.pipe(v.string(), v.nonEmpty()), '["dofs"]'),
    'Audiences of which a token names one; needed with apiAuthorization jwt.',
  ),
  smokeTokenSecretArn: optionalKey(
    text(
      /^arn:aws:secretsmanager:[a-z0-9-]+:\d{12}:secret:\S+$/,
      'must be the ARN of a secret such as arn:aws:secretsmanager:us-east-1:111111111111:secret:smoke-token-AbCdEf',
    ),
    'The secret with a token for the smoke test of the pipeline; absent with apiAuthorization jwt: it is left out.',
  ),
  allowPublicApi: optionalKey(
    flag(),
    'Lets a production environment have apiAuthorization none: everyone may place orders.',
  ),
  corsAllowOrigins: optionalKey(
    listOf(text(/^(\*|https?:\/\/[^/\s*]+)$/, originMessage), '["https://shop.example.com"]'),
    'Web pages of these origins may call the API; absent: none may.',
  ),
  console: optionalKey(
    flag(),
    'Whether the web console is deployed, behind CloudFront; absent: it is not. Bootstrap again before the first deployment with it, and after the first one without.',
  ),
  consoleDomain: optionalKey(
    text(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a domain name such as orders.example.com'),
    'A domain name for the web console, whose DNS record you make; with it no TLS below 1.2 is spoken. Absent: one of cloudfront.net.',
  ),
  consoleCertificateArn: optionalKey(
    text(
      /^arn:aws:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
      'must be the ARN of a certificate in us-east-1 such as arn:aws:acm:us-east-1:111111111111:certificate/…',
    ),
    'The certificate of consoleDomain, in us-east-1, where CloudFront looks for it.',
  ),
  logRetentionDays: key(oneOf(LOG_RETENTION_DAYS), 'How long every log group keeps its events.'),
  functionMemoryMb: key(
    integer(128, 10_240),
    'Memory of each function; Lambda gives processor time in proportion to it.',
  ),
  functionSystemLogLevel: key(
    oneOf(['INFO', 'WARN']),
    'What Lambda itself logs. INFO: start, end and report of each invocation. WARN: only those that failed, which costs half a dollar less per million orders.',
  ),
  reservedConcurrency: optionalKey(
    v.strictObject(
      Object.fromEntries(FUNCTION_NAMES.map((name) => [name, v.optional(integer(1, 1000))])),
      concurrencyMessage,
    ),
    'Concurrent executions set aside for a function, which are also its limit.',
  ),
  alarmEmail: optionalKey(
    v.pipe(v.string(emailMessage), v.email(emailMessage)),
    'Where alarms, failed deployments and approvals are told.',
  ),
  pointInTimeRecovery: key(flag(), 'Restore of the tables to any second of the last 35 days.'),
  deletionProtection: key(flag(), 'Refuses to delete the tables.'),
  repository: optionalKey(
    text(/^[\w.-]+\/[\w.-]+$/, 'must be a GitHub repository such as my-team/dofs'),
    'The repository whose pushes deploy this environment.',
  ),
  branch: optionalKey(
    text(/^[\w./-]+$/, 'must be a branch such as main'),
    'The branch whose pushes deploy this environment.',
  ),
  connectionArn: optionalKey(
    text(
      /^arn:aws[\w-]*:(codeconnections|codestar-connections):[a-z0-9-]+:\d{12}:connection\/[\w-]+$/,
      'must be the ARN of a connection such as arn:aws:codeconnections:us-east-1:111111111111:connection/…',
    ),
    'The CodeConnections connection to GitHub the pipeline reads the repository through; absent: the pipeline leaves this environment out.',
  ),
  createConnection: optionalKey(
    flag(),
    'Whether bootstrap creates a connection to GitHub, whose ARN then goes into connectionArn.',
  ),
  requireApproval: optionalKey(flag(), 'Whether a person approves the plan before the pipeline deploys it.'),
  awsEndpointUrl: optionalKey(
    url('http://localhost:4566'),
    'Endpoint of an AWS-compatible emulator; absent: AWS.',
  ),
  awsProviderVersion: optionalKey(
    text(/^\d+\.\d+\.\d+$/, 'must be a version such as 6.25.0'),
    'Version of the Terraform AWS provider; absent: the one the constructs are made for.',
  ),
  lambdaRuntime: optionalKey(
    text(/^nodejs\d+\.x$/, 'must be a Node.js runtime such as nodejs24.x'),
    'Runtime of the functions, for an emulator or a provider that does not know the default yet.',
  ),
} satisfies v.ObjectEntries;

export const CONFIG_SCHEMA = v.object(keys);
export const CONFIG_KEYS = Object.keys(keys) as readonly (keyof typeof keys)[];

/** What the keys of an environment file hold. */
type ConfigValues = v.InferOutput<typeof CONFIG_SCHEMA>;

/** What an environment is made of; one per file in infra/environments. */
export type EnvironmentConfig = ConfigValues & {
  /** Name of the file: `local`, `dev`, … */
  readonly environment: string;
};

/** Names the schema of the file for editors; no key of the environment. */
const SCHEMA_KEY = '$schema';

/**
 * The configuration in a parsed environment file. `source` names where the values come from.
 * Throws ConfigError naming each wrong key with its value and what is allowed.
 */
export function parseConfig(environment: string, values: unknown, source: string): EnvironmentConfig {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    throw new ConfigError(`${source}: must hold a JSON object, got ${JSON.stringify(values)}`);
  }
  const result = v.safeParse(CONFIG_SCHEMA, values, { abortPipeEarly: true });
  const problems = (result.issues ?? []).map((issue) => problemOf(issue, values));
  for (const name of Object.keys(values)) {
    if (name !== SCHEMA_KEY && !Object.hasOwn(keys, name))
      problems.push(`${name} is not a known key; known are ${CONFIG_KEYS.join(', ')}`);
  }
  if (problems.length > 0 || !result.success) throw new ConfigError(`${source}: ${problems.join('; ')}`);
  const config = { environment, ...result.output };
  const broken = brokenRules(config);
  if (broken.length > 0) throw new ConfigError(`${source}: ${broken.join('; ')}`);
  return config;
}

function problemOf(issue: v.BaseIssue<unknown>, values: object): string {
  const path = v.getDotPath(issue) ?? '';
  const [name = ''] = path.split('.');
  if (!(name in values)) return `${name} is missing`;
  const message =
    issue.expected === 'never' ? `is no function; functions are ${FUNCTION_NAMES.join(', ')}` : issue.message;
  return `${path} ${message}, got ${JSON.stringify(issue.input)}`;
}
