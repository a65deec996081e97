import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CONFIG_KEYS, parseConfig } from '../src/config.ts';
import { ConfigError } from '../src/config-error.ts';
import { configJsonSchema } from '../src/config-json-schema.ts';

const DIRECTORY = join(import.meta.dirname, '../environments');
const FILES = readdirSync(DIRECTORY).filter((file) => file.endsWith('.tfvars.json'));
/** Environments that stay as they are when a team writes its own into infra/environments. */
const FIXTURES = join(import.meta.dirname, 'environments');
const local = JSON.parse(readFileSync(join(FIXTURES, 'local.tfvars.json'), 'utf8'));

/** Every key wrong once, with a part of what the error must say. */
const WRONG: Record<(typeof CONFIG_KEYS)[number], [unknown, string]> = {
  project: ['My Project', 'must be 2 to 20 characters of a-z 0-9'],
  accountId: [123456789012, 'must be an AWS account id of 12 digits, in quotes'],
  region: ['Ireland', 'must be an AWS region such as us-east-1'],
  workflowType: ['express', 'must be one of EXPRESS, STANDARD'],
  workflowLogLevel: ['DEBUG', 'must be one of ALL, ERROR, FATAL, OFF'],
  fulfillmentSuccessRate: [1.2, 'must be a number from 0 to 1'],
  fulfillmentBatchingWindowSeconds: [301, 'must be an integer from 0 to 300'],
  functionSystemLogLevel: ['DEBUG', 'must be one of INFO, WARN'],
  maxReceiveCount: [0, 'must be an integer from 1 to 1000'],
  statusShards: [2.5, 'must be an integer from 1 to 1000'],
  eventSourceMaximumConcurrency: [1, 'must be an integer from 2 to 1000'],
  apiThrottlingRateLimit: ['100', 'must be an integer from 1 to 10000'],
  apiThrottlingBurstLimit: [null, 'must be an integer from 1 to 10000'],
  logRetentionDays: [2, 'must be one of 1, 3, 5, 7, 14'],
  functionMemoryMb: [64, 'must be an integer from 128 to 10240'],
  production: ['true', 'must be true or false'],
  fulfillmentTimeoutSeconds: [901, 'must be an integer from 1 to 900'],
  apiAuthorization: ['oauth', 'must be one of none, iam, jwt'],
  jwtIssuer: ['http://cognito', 'must be an https URL such as https://cognito-idp.us-east-1.amazonaws.com/'],
  jwtAudience: ['dofs', 'must be a list such as ["dofs"]'],
  smokeTokenSecretArn: ['smoke-token', 'must be the ARN of a secret such as arn:aws:secretsmanager:'],
  allowPublicApi: ['no', 'must be true or false'],
  corsAllowOrigins: [[], 'must be a list such as ["https://shop.example.com"]'],
  console: ['yes', 'must be true or false'],
  consoleDomain: ['https://orders.example.com', 'must be a domain name such as orders.example.com'],
  consoleCertificateArn: [
    'arn:aws:acm:eu-west-1:111111111111:certificate/1',
    'must be the ARN of a certificate in us-east-1 such as arn:aws:acm:us-east-1:',
  ],
  reservedConcurrency: [10, 'must be an object of function names such as {"fulfill-order": 20}'],
  alarmEmail: ['nobody', 'must be an e-mail address'],
  repository: ['dofs', 'must be a GitHub repository such as my-team/dofs'],
  branch: ['my branch', 'must be a branch such as main'],
  connectionArn: [
    'arn:aws:iam::111111111111:role/github',
    'must be the ARN of a connection such as arn:aws:codeconnections:',
  ],
  createConnection: [0, 'must be true or false'],
  requireApproval: [null, 'must be true or false'],
  pointInTimeRecovery: ['yes', 'must be true or false'],
  deletionProtection: [1, 'must be true or false'],
  awsEndpointUrl: ['localhost', 'must be a URL such as http://localhost:4566'],
  awsProviderVersion: ['~> 6.0', 'must be a version such as 6.25.0'],
  lambdaRuntime: ['node24', 'must be a Node.js runtime such as nodejs24.x'],
};

describe('parseConfig', () => {
  it.each(FILES)('takes %s as it is in the repository', (file) => {
    const { $schema, ...values } = JSON.parse(readFileSync(join(DIRECTORY, file), 'utf8'));
    const environment = file.replace('.tfvars.json', '');

    expect($schema).toBe('./tfvars.schema.json');
    expect(parseConfig(environment, { $schema, ...values }, file)).toEqual({ environment, ...values });
  });

  it.each(Object.entries(WRONG))(
    'refuses a wrong %s, naming file, key, value and what is allowed',
    (key, [value, allowed]) => {
      const parse = () => parseConfig('local', { ...local, [key]: value }, 'local.tfvars.json');

      expect(parse).toThrow(ConfigError);
      expect(parse).toThrow(`local.tfvars.json: ${key} ${allowed}`);
      expect(parse).toThrow(`got ${JSON.stringify(value)}`);
    },
  );

  it.each([
    [
      { reservedConcurrency: { 'api-handler': 0 } },
      'reservedConcurrency.api-handler must be an integer from 1',
    ],
    [
      { reservedConcurrency: { handler: 1 } },
      'reservedConcurrency.handler is no function; functions are api-',
    ],
    [
      { corsAllowOrigins: ['shop.example.com'] },
      'corsAllowOrigins.0 must be * or an origin such as https://',
    ],
    [
      { apiAuthorization: 'jwt', jwtIssuer: 'https://issuer' },
      'apiAuthorization jwt needs jwtIssuer and jwtA',
    ],
    [
      {
        repository: 'my-team/dofs',
        connectionArn: 'arn:aws:codeconnections:us-east-1:000000000000:connection/1',
      },
      'connectionArn needs repository and branch',
    ],
    [
      { reservedConcurrency: { 'fulfill-order': 3 } },
      'reservedConcurrency.fulfill-order must be at least eventSourceMaximumConcurrency, 4, got 3',
    ],
    [
      {
        repository: 'my-team/dofs',
        branch: 'main',
        connectionArn: 'arn:aws:codeconnections:us-east-1:222222222222:connection/1',
      },
      'connectionArn must be of account 000000000000, got "arn:aws:codeconnections:',
    ],
    [{ region: 'us-gov-west-1' }, 'region must be an AWS region such as us-east-1, and not one of China'],
    [{ corsAllowOrigins: ['https://*'] }, 'corsAllowOrigins.0 must be * or an origin'],
    [{ reservedConcurrency: { 'dlq-handler': 1 } }, 'reservedConcurrency.dlq-handler must be at least 2'],
    [
      { jwtIssuer: 'https://issuer' },
      'jwtIssuer, jwtAudience and smokeTokenSecretArn are for apiAuthorization jwt',
    ],
    [{ console: true }, 'console is for AWS, got true; locally start serves it'],
    [
      { consoleDomain: 'orders.example.com' },
      'consoleDomain and consoleCertificateArn go together, and with console true',
    ],
  ])('refuses %j', (values, message) => {
    const parse = () => parseConfig('local', { ...local, ...values }, 'local.tfvars.json');

    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(`local.tfvars.json: ${message}`);
  });

  it.each(['my-env', 'all', 'pipeline', 'bootstrap', 'source', 'production1', 'Dev', ''])(
    'refuses an environment called %j',
    (name) => {
      expect(() => parseConfig(name, local, 'file')).toThrow(
        `file: the environment must be 1 to 10 characters of a-z 0-9 starting with a letter, and none of all, bootstrap, pipeline, source, got ${JSON.stringify(name)}`,
      );
    },
  );

  it.each([
    [{ production: false }, 'production must be true in the environment prod'],
    [
      { apiAuthorization: 'none' },
      'apiAuthorization must be iam or jwt in a production environment, got "none"',
    ],
    [{ pointInTimeRecovery: false }, 'pointInTimeRecovery must be true in a production environment'],
    [{ requireApproval: undefined }, 'requireApproval must be true or false in a production environment'],
    [{ awsEndpointUrl: 'http://localhost:4566' }, 'awsEndpointUrl is for an emulator'],
    [{ deletionProtection: false }, 'deletionProtection must be true in a production environment'],
  ])('refuses %j in prod', (values, message) => {
    const prod = JSON.parse(readFileSync(join(FIXTURES, 'prod.tfvars.json'), 'utf8'));
    const parse = () => parseConfig('prod', { ...prod, ...values }, 'prod.tfvars.json');

    expect(parse).toThrow(`prod.tfvars.json: ${message}`);
  });

  it('lets prod have an open API that says so', () => {
    const prod = JSON.parse(readFileSync(join(FIXTURES, 'prod.tfvars.json'), 'utf8'));
    const open = { ...prod, apiAuthorization: 'none', allowPublicApi: true };

    expect(parseConfig('prod', open, 'prod.tfvars.json').apiAuthorization).toBe('none');
  });

  it.each(CONFIG_KEYS.filter((key) => key in local))('names %s when it is missing', (key) => {
    const { [key]: _, ...values } = local;

    expect(() => parseConfig('local', values, 'local.tfvars.json')).toThrow(
      `local.tfvars.json: ${key} is missing`,
    );
  });

  it('refuses an unknown key and says which are known', () => {
    const parse = () => parseConfig('local', { ...local, sucessRate: 1 }, 'local.tfvars.json');

    expect(parse).toThrow('sucessRate is not a known key; known are project, accountId');
  });

  it('names every wrong key at once', () => {
    const parse = () => parseConfig('local', { ...local, region: 1, statusShards: 0 }, 'file');

    expect(parse).toThrow(/region .*; statusShards /);
  });

  it.each([null, [], 'text'])('refuses %j as no object', (values) => {
    expect(() => parseConfig('local', values, 'file')).toThrow('file: must hold a JSON object');
  });
});

describe('configJsonSchema', () => {
  it('is what the environment files name: run `pnpm schema` after a change', () => {
    const written = JSON.parse(readFileSync(join(DIRECTORY, 'tfvars.schema.json'), 'utf8'));

    expect(written).toEqual(JSON.parse(JSON.stringify(configJsonSchema())));
  });

  it('describes every key, and allows no other', () => {
    const { properties = {}, additionalProperties } = configJsonSchema();

    expect(additionalProperties).toBe(false);
    for (const key of CONFIG_KEYS) {
      expect(properties[key]).toMatchObject({ description: expect.stringMatching(/\.$/) });
    }
  });
});
