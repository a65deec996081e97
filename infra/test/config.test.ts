import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CONFIG_KEYS, ConfigError, parseConfig } from '../src/config.ts';

const DIRECTORY = join(import.meta.dirname, '../environments');
const local = JSON.parse(readFileSync(join(DIRECTORY, 'local.tfvars.json'), 'utf8'));

/** Every key wrong once, with a part of what the error must say. */
const WRONG: Record<(typeof CONFIG_KEYS)[number], [unknown, string]> = {
  project: ['My Project', 'must be 2 to 20 characters of a-z 0-9 -'],
  accountId: [123456789012, 'must be an AWS account id of 12 digits'],
  region: ['Ireland', 'must be an AWS region such as us-east-1'],
  workflowType: ['express', 'must be one of EXPRESS, STANDARD'],
  workflowLogLevel: ['DEBUG', 'must be one of ALL, ERROR, FATAL, OFF'],
  fulfillmentSuccessRate: [1.2, 'must be a number from 0 to 1'],
  maxReceiveCount: [0, 'must be an integer from 1 to 1000'],
  statusShards: [2.5, 'must be an integer from 1 to 1000'],
  eventSourceMaximumConcurrency: [1, 'must be an integer from 2 to 1000'],
  apiThrottlingRateLimit: ['100', 'must be an integer from 1 to 10000'],
  apiThrottlingBurstLimit: [null, 'must be an integer from 1 to 10000'],
  logRetentionDays: [2, 'must be one of 1, 3, 5, 7, 14'],
  functionMemoryMb: [64, 'must be an integer from 128 to 10240'],
  pointInTimeRecovery: ['yes', 'must be true or false'],
  deletionProtection: [1, 'must be true or false'],
  awsEndpointUrl: ['localhost', 'must be a URL such as http://localhost:4566'],
  awsProviderVersion: ['~> 6.0', 'must be a version such as 6.25.0'],
  lambdaRuntime: ['node24', 'must be a Node.js runtime such as nodejs24.x'],
};

describe('parseConfig', () => {
  it.each(readdirSync(DIRECTORY))('takes %s as it is in the repository', (file) => {
    const values = JSON.parse(readFileSync(join(DIRECTORY, file), 'utf8'));

    expect(parseConfig('any', values, file)).toEqual({ environment: 'any', ...values });
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
