import { callJson } from '../../src/gateway/json-protocol.ts';
import { enforceIam } from '../../src/iam/iam.ts';
import type { RoleSpec, Stack } from '../../src/stack/stack.ts';
import { aPolicy } from './a-policy.ts';

export const ROLE = 'arn:aws:iam::000000000000:role/worker';
export const DEVELOPER = 'arn:aws:iam::000000000000:user/developer';
export const JOBS = 'arn:aws:sqs:eu-west-1:000000000000:jobs';

export interface TestPolicies {
  /** Statements of the policy of the role `worker`. */
  readonly role?: readonly object[];
  /** Statements of its permissions boundary. */
  readonly boundary?: readonly object[];
  /** Statements of the policy of the queue `jobs`. */
  readonly queue?: readonly object[];
}

/** A stack of one role and one queue, and nothing that runs. */
export function aStack({ role = [], boundary, queue }: TestPolicies, more: Partial<Stack> = {}): Stack {
  return {
    region: 'eu-west-1',
    accountId: '000000000000',
    functions: [],
    queues: [],
    tables: [],
    stateMachines: [],
    eventSourceMappings: [],
    httpApis: [],
    logGroups: [],
    roles: [
      aRole({
        policies: [{ name: 'work', document: aPolicy(...role) }],
        ...(boundary && { permissionsBoundary: { name: 'limits', document: aPolicy(...boundary) } }),
      }),
    ],
    resourcePolicies: queue
      ? [{ name: 'aws_sqs_queue_policy.jobs', resourceArn: JOBS, document: aPolicy(...queue) }]
      : [],
    withoutLocalMeaning: [],
    ...more,
  };
}

export function aRole(overrides: Partial<RoleSpec> = {}): RoleSpec {
  const principal = { Service: ['lambda.amazonaws.com', 'states.amazonaws.com'] };
  return {
    name: 'worker',
    arn: ROLE,
    trustPolicy: {
      name: 'assume_role_policy',
      document: aPolicy({ Action: 'sts:AssumeRole', Principal: principal }),
    },
    policies: [],
    ...overrides,
  };
}

/** Who may call SQS with these policies: 'allowed', or AWS's words for why not. */
export function testIam(policies: TestPolicies) {
  const iam = enforceIam(aStack(policies), { clock: () => 0 });
  return {
    ...iam,
    async call(action = 'SendMessage', queue = 'jobs', principal = ROLE): Promise<string> {
      try {
        await callJson(
          (call) => iam.authorize(call, async () => ({ statusCode: 200, headers: {}, body: '' })),
          {
            service: 'sqs',
            action,
            principal,
            input: { QueueUrl: `http://127.0.0.1/000000000000/${queue}`, Entries: [] },
          },
        );
        return 'allowed';
      } catch (error) {
        return (error as Error).message.replace(
          /^User: \S+ is not authorized to perform: \S+ on resource: \S+ /,
          '',
        );
      }
    },
  };
}
