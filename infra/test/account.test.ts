import { describe, expect, it } from '@jest/globals';
import { accountOf } from '../src/account.ts';
import { ConfigError } from '../src/config-error.ts';
import { pipelineConfigOf } from '../src/pipeline/pipeline-config.ts';
import { environments } from './synthesize.ts';

const deployed = environments().filter(({ environment }) => environment !== 'local');
const [dev, prod] = deployed as [(typeof deployed)[number], (typeof deployed)[number]];

describe('accountOf', () => {
  it('has production last, whatever the names', () => {
    const first = { ...prod, environment: 'a' };
    const account = accountOf([first, prod, dev]);

    expect(account?.environments.map(({ environment }) => environment)).toEqual(['dev', 'a', 'prod']);
  });

  it('is none without environments', () => {
    expect(accountOf([])).toBeUndefined();
  });

  it.each([
    [
      'project',
      'shop',
      'project must be the same in every environment that bootstrap and the pipeline serve, got dev: "dofs", prod: "shop"',
    ],
    ['accountId', '222222222222', 'accountId must be the same in every environment'],
    ['region', 'eu-west-1', 'region must be the same in every environment'],
  ])('refuses environments that disagree about %s', (key, value, message) => {
    const parse = () => accountOf([dev, { ...prod, [key]: value }]);

    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(message);
  });
});

describe('pipelineConfigOf', () => {
  const accountWith = (overrides: object) => {
    const account = accountOf([dev, { ...prod, ...overrides }]);
    if (!account) throw new Error('no account');
    return account;
  };

  it('deploys the environments that name a connection', () => {
    const { connectionArn, ...unnamed } = prod;
    const account = accountOf([dev, unnamed]);

    expect(account && pipelineConfigOf(account)?.environments.map(({ environment }) => environment)).toEqual([
      'dev',
    ]);
  });

  it.each([
    ['repository', 'other/dofs'],
    ['branch', 'release'],
    ['connectionArn', 'arn:aws:codeconnections:us-east-1:111111111111:connection/2'],
  ])('refuses environments that disagree about %s', (key, value) => {
    expect(() => pipelineConfigOf(accountWith({ [key]: value }))).toThrow(
      `${key} must be the same in every environment that bootstrap and the pipeline serve, got dev: `,
    );
  });
});
