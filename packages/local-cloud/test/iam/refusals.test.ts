// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are IAM's policy variables, not JavaScript's.
import { describe, expect, it } from '@jest/globals';
import { enforceIam } from '../../src/iam/iam.ts';
import type { FunctionSpec, Stack, StateMachineSpec } from '../../src/stack/stack.ts';
import { StackError } from '../../src/stack/stack-error.ts';
import { aPolicy } from './a-policy.ts';
import { aRole, aStack, JOBS, ROLE } from './test-iam.ts';

const send = { Sid: 'Send', Action: 'sqs:SendMessage', Resource: JOBS };
const ofSend = (more: object) => aPolicy({ ...send, ...more });
const POLICY = 'role worker: policy work';
const SEND = `${POLICY}, statement Send`;

function starting(stack: Stack): () => unknown {
  return () => enforceIam(stack);
}

describe('a policy of a role', () => {
  it.each([
    ['no JSON', '{', `${POLICY}: it is not JSON`],
    ['no object', '[]', `${POLICY}: the policy is []; write an object`],
    [
      'an unknown version',
      '{"Version":"2020-01-01","Statement":[]}',
      'Version is "2020-01-01"; write "2012-10-17"',
    ],
    ['no statement', '{"Version":"2012-10-17"}', 'Statement is missing; write at least one'],
    [
      'an element of the policy',
      '{"Statement":[],"Rules":1}',
      `${POLICY}: Rules is 1; it is not supported here`,
    ],
    ['a statement that is none', '{"Statement":["all"]}', `${POLICY}: statement 1 is "all"; write an object`],
    [
      'an element',
      ofSend({ Duration: 1 }),
      `${SEND}: Duration is 1; it is not supported here, supported are Sid,`,
    ],
    ['a principal', ofSend({ Principal: '*' }), `${SEND}: Principal is "*"; it is not supported here`],
    ['an effect', ofSend({ Effect: 'Maybe' }), `${SEND}: Effect is "Maybe"; write "Allow" or "Deny"`],
    [
      'no action',
      ofSend({ Action: undefined }),
      `${SEND}: Action or NotAction is missing; write exactly one of them`,
    ],
    [
      'two kinds of action',
      ofSend({ NotAction: 's3:*' }),
      `${SEND}: Action or NotAction is "sqs:SendMessage"`,
    ],
    [
      'an action without service',
      ofSend({ Action: 'SendMessage' }),
      `${SEND}: Action is "SendMessage"; write service:Action`,
    ],
    [
      'a list of no actions',
      ofSend({ Action: [] }),
      `${SEND}: Action is []; write a text or a list of texts`,
    ],
    ['no resource', ofSend({ Resource: undefined }), `${SEND}: Resource or NotResource is missing`],
    ['a resource that is no ARN', ofSend({ Resource: 'jobs' }), `${SEND}: Resource is "jobs"; write an ARN`],
    [
      'a policy variable',
      ofSend({ Resource: 'arn:aws:sqs:*:*:${aws:username}' }),
      `${SEND}: Resource is "arn:aws:sqs:*:*:\${aws:username}"; policy variables are not supported`,
    ],
    [
      'a policy variable in a condition',
      ofSend({ Condition: { StringEquals: { 'aws:SourceAccount': '${aws:PrincipalAccount}' } } }),
      'policy variables are not supported',
    ],
    [
      'a condition operator',
      ofSend({ Condition: { DateLessThan: { 'aws:SourceArn': '2030-01-01' } } }),
      `${SEND}: Condition operator is "DateLessThan"; supported are ArnEquals, ArnLike,`,
    ],
    [
      'a set operator',
      ofSend({ Condition: { 'ForAnyValue:StringEquals': { 'aws:SourceArn': 'x' } } }),
      'Condition operator is "ForAnyValue:StringEquals"',
    ],
    [
      'a condition key',
      ofSend({ Condition: { StringEquals: { 'dynamodb:LeadingKeys': 'a' } } }),
      `${SEND}: Condition key is "dynamodb:LeadingKeys"; the local run has no value for it; it has aws:PrincipalAccount,`,
    ],
    ['a condition that is none', ofSend({ Condition: [] }), `${SEND}: Condition is []`],
    [
      'a condition without keys',
      ofSend({ Condition: { Bool: 'true' } }),
      `${SEND}: Condition Bool is "true"`,
    ],
    [
      'a condition value',
      ofSend({ Condition: { Bool: { 'aws:SecureTransport': {} } } }),
      `${SEND}: Condition Bool aws:SecureTransport is {}; write a text or a list of texts`,
    ],
  ])('stops the start, named, for %s', (_, document, message) => {
    const start = starting(aStack({}, { roles: [aRole({ policies: [{ name: 'work', document }] })] }));

    expect(start).toThrow(StackError);
    expect(start).toThrow(message);
  });

  it('stops the start when it is attached and not in the stack, or is such a boundary', () => {
    const name = 'arn:aws:iam::aws:policy/AdministratorAccess';
    const message = `role worker: policy ${name} is not in the stack, so nobody here knows what it allows`;

    expect(starting(aStack({}, { roles: [aRole({ policies: [{ name }] })] }))).toThrow(message);
    expect(starting(aStack({}, { roles: [aRole({ permissionsBoundary: { name } })] }))).toThrow(message);
  });
});

describe('a policy of a queue', () => {
  it.each([
    ['no principal', {}, 'Principal is missing; write "*" or an object with AWS or Service'],
    ['NotPrincipal', { Principal: '*', NotPrincipal: '*' }, 'NotPrincipal is "*"; it is not supported here'],
    [
      'a type of principal',
      { Principal: { Group: 'a' } },
      'Principal type is "Group"; supported are AWS, Service',
    ],
    [
      'roles by wildcard',
      { Principal: { AWS: `${ROLE}*` } },
      `Principal AWS is "${ROLE}*"; supported are "*", an account id`,
    ],
  ])('stops the start, named, for %s', (_, more, message) => {
    expect(starting(aStack({ queue: [{ ...send, ...more }] }))).toThrow(
      `${JOBS}: policy aws_sqs_queue_policy.jobs, statement Send: ${message}`,
    );
  });
});

describe('what AWS checks when it creates the user of a role', () => {
  const worker: FunctionSpec = {
    functionName: 'worker',
    arn: 'arn:aws:lambda:eu-west-1:000000000000:function:worker',
    roleArn: ROLE,
    handler: 'index.handler',
    packageFile: 'worker.zip',
    environment: {},
    memorySizeMb: 128,
    timeoutSeconds: 3,
    logGroupName: '/aws/lambda/worker',
  };
  const workflow: StateMachineSpec = {
    name: 'flow',
    arn: 'arn:aws:states:eu-west-1:000000000000:stateMachine:flow',
    roleArn: ROLE,
    type: 'EXPRESS',
    definition: '{}',
    logging: { level: 'ALL', includeExecutionData: false, logGroupName: '/flow' },
  };
  const mapping = {
    queueArn: JOBS,
    functionName: 'worker',
    batchSize: 10,
    maximumBatchingWindowSeconds: 0,
    reportBatchItemFailures: true,
  };
  const poll = {
    Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    Resource: JOBS,
  };
  const deliver = {
    Action: ['logs:*LogDelivery', 'logs:ListLogDeliveries', 'logs:*ResourcePolic*', 'logs:DescribeLogGroups'],
    Resource: '*',
  };
  const trusting = (document: string) => [aRole({ trustPolicy: { name: 'assume_role_policy', document } })];
  const assume = { Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } };

  it('holds for roles that have what they need, and counts as use of it', () => {
    const stack = aStack(
      { role: [poll, deliver] },
      { functions: [worker], stateMachines: [workflow], eventSourceMappings: [mapping] },
    );

    expect(
      enforceIam(stack)
        .usage()
        .filter(({ count }) => count === 0),
    ).toEqual([]);
  });

  it.each([
    ['another service', { ...assume, Principal: { Service: 'states.amazonaws.com' } }],
    ['another account', { ...assume, Condition: { StringEquals: { 'aws:SourceAccount': '1' } } }],
    ['another function', { ...assume, Condition: { ArnLike: { 'aws:SourceArn': `${worker.arn}-2` } } }],
    ['another action', { ...assume, Action: 'sts:TagSession' }],
  ])('is that the role trusts its service, and not only %s', (_, statement) => {
    const stack = (trust: object) => aStack({}, { functions: [worker], roles: trusting(aPolicy(trust)) });

    expect(starting(stack(assume))).not.toThrow();
    expect(starting(stack(statement))).toThrow(
      `role worker: its assume_role_policy does not let lambda.amazonaws.com do sts:AssumeRole on ${ROLE} for ${worker.arn}`,
    );
  });

  it('is that the role of a workflow trusts Step Functions', () => {
    const stack = aStack(
      { role: [deliver] },
      { stateMachines: [workflow], roles: trusting(aPolicy(assume)) },
    );

    expect(starting(stack)).toThrow('does not let states.amazonaws.com do sts:AssumeRole');
  });

  it.each(poll.Action)('is that a function with an event source mapping may %s', (missing) => {
    const role = [{ ...poll, Action: poll.Action.filter((action) => action !== missing) }];

    expect(starting(aStack({ role }, { functions: [worker], eventSourceMappings: [mapping] }))).toThrow(
      `role worker may not ${missing} on ${JOBS}: no identity-based policy allows the ${missing} action; allow it, AWS would refuse the event source mapping of worker`,
    );
  });

  it('is that a workflow that logs may deliver logs, which one that does not need not', () => {
    const off = { ...workflow, logging: { ...workflow.logging, level: 'OFF' } } as StateMachineSpec;

    expect(starting(aStack({}, { stateMachines: [workflow] }))).toThrow(
      'role worker may not logs:CreateLogDelivery on *: no identity-based policy allows the logs:CreateLogDelivery action; allow it, AWS would refuse logging of state machine flow',
    );
    expect(starting(aStack({}, { stateMachines: [off] }))).not.toThrow();
  });

  it('is that the role exists, of which only the stack can tell', () => {
    expect(starting(aStack({}, { functions: [worker], roles: [] }))).toThrow(
      `function worker has the role ${ROLE}, which is not in the stack`,
    );
  });
});
