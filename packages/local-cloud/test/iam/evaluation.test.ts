import { describe, expect, it } from '@jest/globals';
import { DEVELOPER, JOBS, ROLE, testIam } from './test-iam.ts';

const NO_IDENTITY_POLICY = 'because no identity-based policy allows the sqs:SendMessage action';
const send = { Action: 'sqs:SendMessage', Resource: JOBS };
const denySend = { ...send, Effect: 'Deny' };

describe('policies of a role', () => {
  it.each([
    ['the action on the resource', send],
    ['the action in another case', { ...send, Action: 'SQS:sendMESSAGE' }],
    ['one of several actions', { ...send, Action: ['sqs:ReceiveMessage', 'sqs:SendMessage'] }],
    ['one of several resources', { ...send, Resource: [`${JOBS}-2`, JOBS] }],
    ['every action', { ...send, Action: '*' }],
    ['every action of the service', { ...send, Action: 'sqs:*' }],
    ['actions that begin like it', { ...send, Action: 'sqs:Send*' }],
    ['actions with a character in its place', { ...send, Action: 'sqs:Send?essage' }],
    ['every resource', { ...send, Resource: '*' }],
    ['resources that end like it', { ...send, Resource: 'arn:aws:sqs:*:jobs' }],
    ['resources with a character in its place', { ...send, Resource: 'arn:aws:sqs:eu-west-?:*:jo?s' }],
    ['all but another action', { NotAction: 'sqs:ReceiveMessage', Resource: JOBS }],
    ['all but another resource', { Action: 'sqs:SendMessage', NotResource: `${JOBS}-2` }],
  ])('allow %s', async (_, statement) => {
    expect(await testIam({ role: [statement] }).call()).toBe('allowed');
  });

  it.each([
    ['nothing', []],
    ['another action', [{ ...send, Action: 'sqs:ReceiveMessage' }]],
    ['an action that begins like it', [{ ...send, Action: 'sqs:SendMessageBatch' }]],
    ['the action of another service', [{ ...send, Action: 'sns:*' }]],
    ['another resource', [{ ...send, Resource: `${JOBS}-2` }]],
    ['a resource in another case', [{ ...send, Resource: JOBS.replace('jobs', 'Jobs') }]],
    ['one character more', [{ ...send, Resource: `${JOBS}?` }]],
    ['all but this action', [{ NotAction: 'sqs:Send*', Resource: JOBS }]],
    ['all but this resource', [{ Action: 'sqs:SendMessage', NotResource: [JOBS, `${JOBS}-2`] }]],
  ])('do not allow what they say nothing of: %s', async (_, statements) => {
    expect(await testIam({ role: statements }).call()).toBe(NO_IDENTITY_POLICY);
  });

  it('deny what a statement denies, whatever else is allowed', async () => {
    const iam = testIam({
      role: [
        { Action: '*', Resource: '*' },
        { ...denySend, Sid: 'Never' },
      ],
    });

    expect(await iam.call()).toBe('with an explicit deny in an identity-based policy');
    expect(await iam.call('ReceiveMessage')).toBe('allowed');
    expect(iam.denials()).toEqual([
      {
        principal: ROLE,
        action: 'sqs:SendMessage',
        resource: JOBS,
        reason: 'statement Never of role worker: policy work denies it',
        timestamp: 0,
      },
    ]);
  });
});

describe('a permissions boundary', () => {
  it('leaves what both it and the policies allow', async () => {
    const role = [{ Action: 'sqs:*', Resource: '*' }];
    const iam = testIam({
      role,
      boundary: [{ Action: ['sqs:SendMessage', 'sqs:PurgeQueue'], Resource: '*' }],
    });

    expect(await iam.call('SendMessage')).toBe('allowed');
    expect(await iam.call('ReceiveMessage')).toBe(
      'because no permissions boundary allows the sqs:ReceiveMessage action',
    );
  });

  it('allows nothing by itself, denies what it denies, and limits a queue policy too', async () => {
    const all = { Action: '*', Resource: '*' };
    expect(await testIam({ boundary: [all] }).call()).toBe(NO_IDENTITY_POLICY);
    expect(await testIam({ role: [all], boundary: [all, denySend] }).call()).toBe(
      'with an explicit deny in a permissions boundary',
    );
    expect(
      await testIam({
        queue: [{ ...send, Principal: { AWS: ROLE } }],
        boundary: [{ ...all, Action: 's3:*' }],
      }).call(),
    ).toBe('because no permissions boundary allows the sqs:SendMessage action');
  });
});

describe('the policy of a queue', () => {
  it.each([
    ['everyone', '*', 'allowed'],
    ['every AWS principal', { AWS: '*' }, 'allowed'],
    ['the role', { AWS: [DEVELOPER, ROLE] }, 'allowed'],
    ['another role', { AWS: `${ROLE}-2` }, NO_IDENTITY_POLICY],
    // Leaves it to the account's own policies.
    ['the account', { AWS: '000000000000' }, NO_IDENTITY_POLICY],
    ['a service', { Service: 'sns.amazonaws.com' }, NO_IDENTITY_POLICY],
    ['somebody from outside', { Federated: 'accounts.google.com' }, NO_IDENTITY_POLICY],
  ])('allows on its own when its principal is %s', async (_, Principal, expected) => {
    expect(await testIam({ queue: [{ ...send, Principal }] }).call()).toBe(expected);
  });

  it.each([
    ['everyone', '*', true],
    ['the account', { AWS: 'arn:aws:iam::000000000000:root' }, true],
    ['the developer', { AWS: DEVELOPER }, true],
    ['a role', { AWS: ROLE }, false],
    ['another account', { AWS: '111111111111' }, false],
  ])('denies the developer too when its principal is %s', async (_, Principal, denied) => {
    const iam = testIam({ queue: [{ ...denySend, Principal }] });

    expect(await iam.call('SendMessage', 'jobs', DEVELOPER)).toBe(
      denied ? 'with an explicit deny in a resource-based policy' : 'allowed',
    );
    expect(await iam.call('ReceiveMessage', 'jobs', DEVELOPER)).toBe('allowed');
    expect(await iam.call('SendMessage', 'others', DEVELOPER)).toBe('allowed');
  });
});

describe('usage', () => {
  it('counts the calls that needed each granted action and resource, as the policy writes them', async () => {
    const iam = testIam({
      role: [
        { Sid: 'Use', Action: ['sqs:SendMessage', 'sqs:Purge*'], Resource: [JOBS, 'arn:aws:sqs:*:others'] },
        { Action: 'xray:*', Resource: '*' },
      ],
      queue: [{ Sid: 'Peek', Action: 'sqs:ReceiveMessage', Resource: JOBS, Principal: { AWS: ROLE } }],
    });
    for (const queue of ['jobs', 'jobs', 'others', 'strangers']) await iam.call('SendMessage', queue);
    await iam.call('ReceiveMessage');
    const work = { role: 'worker', policy: 'work' };

    expect(iam.usage()).toEqual([
      { ...work, statement: 'Use', action: 'sqs:SendMessage', resource: JOBS, count: 2 },
      { ...work, statement: 'Use', action: 'sqs:SendMessage', resource: 'arn:aws:sqs:*:others', count: 1 },
      { ...work, statement: 'Use', action: 'sqs:Purge*', resource: JOBS, count: 0 },
      { ...work, statement: 'Use', action: 'sqs:Purge*', resource: 'arn:aws:sqs:*:others', count: 0 },
      { ...work, statement: '2', action: 'xray:*', resource: '*', count: 0 },
      {
        role: JOBS,
        policy: 'aws_sqs_queue_policy.jobs',
        statement: 'Peek',
        action: 'sqs:ReceiveMessage',
        resource: JOBS,
        count: 1,
      },
    ]);
  });
});
