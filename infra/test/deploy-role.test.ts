import { describe, expect, it } from '@jest/globals';
import { type Call, isAllowed } from './iam/evaluate.ts';
import { rolesOf } from './iam/policies.ts';
import { synthesizeAll } from './synthesize.ts';

const roles = rolesOf(synthesizeAll().bootstrap);
const ACCOUNT = 'arn:aws:iam::111111111111';
const iam = (path: string) => `${ACCOUNT}:${path}`;
const aws = (service: string, resource: string) => `arn:aws:${service}:us-east-1:111111111111:${resource}`;

const DEV_BOUNDARY = { 'iam:PermissionsBoundary': iam('policy/dofs-boundary-dev') };
const ADMIN = iam('policy/AdministratorAccess');
const OWN_ROLE = iam('role/dofs-pipeline-dev-deploy');
const APP_ROLE = iam('role/dofs-dev-fulfill-order');

const artifact = (name: string) =>
  `arn:aws:s3:::dofs-pipeline-111111111111-us-east-1/dofs-pipeline/${name}/a1b2c3.zip`;

const call = (action: string, resource: string, context: Record<string, string> = {}): Call => ({
  action,
  resource,
  context,
});
const may = (role: string, ...calls: Call[]) =>
  calls.map((one) => isAllowed(roles[role]?.statements ?? [], one));

/** A role of the account that some service, or an administrator, may assume: the prize. */
const PRIZES = [
  OWN_ROLE,
  iam('role/dofs-pipeline'),
  iam('role/dofs-pipeline-prod-deploy'),
  iam('role/dofs-prod-fulfill-order'),
  iam('role/Admin'),
];

const passTo = (service: string, role: string) =>
  call('iam:PassRole', role, { 'iam:PassedToService': service });

/**
 * The known ways to more rights than one was given, each with the calls it takes on the roles, users and policies of the
 * account. One refused call closes a way.
 * https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/ and what services came later.
 */
const WAYS: [string, Call[]][] = [
  [
    'the plan of another environment, in the place of what was approved',
    [call('s3:PutObject', artifact('prod'))],
  ],
  ['the plan of its own environment', [call('s3:PutObject', artifact('dev'))]],
  ['what was pushed', [call('s3:PutObject', artifact('source'))]],
  [
    "another environment's dashboard",
    [call('cloudwatch:PutDashboard', 'arn:aws:cloudwatch::111111111111:dashboard/dofs-dev2-orders')],
  ],
  ['a new version of a policy', [call('iam:CreatePolicyVersion', iam('policy/dofs-boundary-dev'))]],
  ['a new version of another policy', [call('iam:CreatePolicyVersion', iam('policy/dofs-dev-any'))]],
  ['an old version of the boundary', [call('iam:SetDefaultPolicyVersion', iam('policy/dofs-boundary-dev'))]],
  ['no boundary policy', [call('iam:DeletePolicy', iam('policy/dofs-boundary-dev'))]],
  ['a policy of its own', [call('iam:CreatePolicy', iam('policy/dofs-dev-all'))]],
  ['a key of a user', [call('iam:CreateAccessKey', iam('user/admin'))]],
  ['a password for a user', [call('iam:CreateLoginProfile', iam('user/admin'))]],
  ['another password for a user', [call('iam:UpdateLoginProfile', iam('user/admin'))]],
  ['a user of its own', [call('iam:CreateUser', iam('user/dofs-dev-me'), DEV_BOUNDARY)]],
  ['a policy on a user', [call('iam:AttachUserPolicy', iam('user/admin'))]],
  ['an inline policy on a user', [call('iam:PutUserPolicy', iam('user/admin'))]],
  ['a policy on a group', [call('iam:AttachGroupPolicy', iam('group/admins'))]],
  ['an inline policy on a group', [call('iam:PutGroupPolicy', iam('group/admins'))]],
  ['membership in a group', [call('iam:AddUserToGroup', iam('group/admins'))]],
  ['an identity provider', [call('iam:CreateSAMLProvider', iam('saml-provider/mine'))]],
  ['an OpenID provider', [call('iam:CreateOpenIDConnectProvider', iam('oidc-provider/mine'))]],
  ['a role without a boundary', [call('iam:CreateRole', iam('role/dofs-dev-mine'))]],
  [
    'a role with a boundary that allows everything',
    [call('iam:CreateRole', iam('role/dofs-dev-mine'), { 'iam:PermissionsBoundary': ADMIN })],
  ],
  [
    "a role with another environment's boundary",
    [
      call('iam:CreateRole', iam('role/dofs-dev-mine'), {
        'iam:PermissionsBoundary': iam('policy/dofs-boundary-prod'),
      }),
    ],
  ],
  ['a role outside its environment', [call('iam:CreateRole', iam('role/dofs-prod-mine'), DEV_BOUNDARY)]],
  [
    'a role named like those of the pipeline',
    [call('iam:CreateRole', iam('role/dofs-pipeline-mine'), DEV_BOUNDARY)],
  ],
  ['an app role without its boundary', [call('iam:DeleteRolePermissionsBoundary', APP_ROLE, DEV_BOUNDARY)]],
  [
    'an app role with another boundary',
    [call('iam:PutRolePermissionsBoundary', APP_ROLE, { 'iam:PermissionsBoundary': ADMIN })],
  ],
  ['a managed policy on an app role', [call('iam:AttachRolePolicy', APP_ROLE, DEV_BOUNDARY)]],
  ['an instance profile', [call('iam:CreateInstanceProfile', iam('instance-profile/dofs-dev-mine'))]],
  ['a service-linked role', [call('iam:CreateServiceLinkedRole', iam('role/aws-service-role/any'))]],
  ...PRIZES.flatMap((role): [string, Call[]][] => [
    [`an inline policy on ${role}`, [call('iam:PutRolePolicy', role, DEV_BOUNDARY)]],
    [`an inline policy on ${role}, which has no boundary`, [call('iam:PutRolePolicy', role)]],
    [`a managed policy on ${role}`, [call('iam:AttachRolePolicy', role)]],
    [`its own trust in ${role}`, [call('iam:UpdateAssumeRolePolicy', role, DEV_BOUNDARY)]],
    [`assuming ${role}`, [call('sts:AssumeRole', role)]],
    [`a function that runs as ${role}`, [passTo('lambda.amazonaws.com', role)]],
    [`a workflow that runs as ${role}`, [passTo('states.amazonaws.com', role)]],
    [`a build that runs as ${role}`, [passTo('codebuild.amazonaws.com', role)]],
    [`another ${role} in its place`, [call('iam:DeleteRole', role)]],
  ]),
  ...[
    'ec2',
    'ecs-tasks',
    'codebuild',
    'codepipeline',
    'cloudformation',
    'glue',
    'sagemaker',
    'datapipeline',
    'scheduler',
    'events',
    'ssm',
    'apigateway',
  ].map((service): [string, Call[]] => [
    `an app role for ${service}, which runs what it is told`,
    [passTo(`${service}.amazonaws.com`, APP_ROLE)],
  ]),
  ['an instance', [call('ec2:RunInstances', aws('ec2', 'instance/*'))]],
  [
    'a CloudFormation stack',
    [call('cloudformation:CreateStack', aws('cloudformation', 'stack/dofs-dev-x/*'))],
  ],
  ['a build project', [call('codebuild:CreateProject', aws('codebuild', 'project/dofs-dev-x'))]],
  [
    'another buildspec in a build project',
    [call('codebuild:UpdateProject', aws('codebuild', 'project/dofs-pipeline-prod-deploy'))],
  ],
  [
    'a build with its own buildspec',
    [call('codebuild:StartBuild', aws('codebuild', 'project/dofs-pipeline-prod-deploy'))],
  ],
  [
    'a pipeline without approval',
    [call('codepipeline:UpdatePipeline', aws('codepipeline', 'dofs-pipeline'))],
  ],
  [
    'its own approval',
    [call('codepipeline:PutApprovalResult', aws('codepipeline', 'dofs-pipeline/prod/Approve'))],
  ],
  [
    'a run of the pipeline',
    [call('codepipeline:StartPipelineExecution', aws('codepipeline', 'dofs-pipeline'))],
  ],
  [
    "the code of another environment's function",
    [call('lambda:UpdateFunctionCode', aws('lambda', 'function:dofs-prod-fulfill-order'))],
  ],
  ['the code of any function', [call('lambda:UpdateFunctionCode', aws('lambda', 'function:billing'))]],
  [
    "a layer in another environment's function",
    [call('lambda:UpdateFunctionConfiguration', aws('lambda', 'function:dofs-prod-validator'))],
  ],
  [
    "an event source for another environment's function",
    [
      call('lambda:CreateEventSourceMapping', '*', {
        'lambda:FunctionArn': aws('lambda', 'function:dofs-prod-fulfill-order'),
      }),
    ],
  ],
  [
    "another environment's event source",
    [
      call('lambda:UpdateEventSourceMapping', aws('lambda', 'event-source-mapping:1'), {
        'lambda:FunctionArn': aws('lambda', 'function:dofs-prod-fulfill-order'),
      }),
    ],
  ],
  [
    "another environment's workflow",
    [call('states:UpdateStateMachine', aws('states', 'stateMachine:dofs-prod-order-workflow'))],
  ],
  ["another environment's tables", [call('dynamodb:DeleteTable', aws('dynamodb', 'table/dofs-prod-orders'))]],
  ["another environment's queues", [call('sqs:SetQueueAttributes', aws('sqs', 'dofs-prod-order-queue'))]],
  [
    "another environment's alarms",
    [call('cloudwatch:DeleteAlarms', aws('cloudwatch', 'alarm:dofs-prod-failed-orders'))],
  ],
  [
    "another environment's state",
    [call('s3:PutObject', 'arn:aws:s3:::dofs-tfstate-111111111111-us-east-1/app-prod/terraform.tfstate')],
  ],
  [
    "bootstrap's state",
    [call('s3:PutObject', 'arn:aws:s3:::dofs-tfstate-111111111111-us-east-1/bootstrap/terraform.tfstate')],
  ],
  [
    "the pipeline's state",
    [call('s3:PutObject', 'arn:aws:s3:::dofs-tfstate-111111111111-us-east-1/pipeline/terraform.tfstate')],
  ],
  [
    'the policy of the state bucket',
    [call('s3:PutBucketPolicy', 'arn:aws:s3:::dofs-tfstate-111111111111-us-east-1')],
  ],
  ['secrets', [call('secretsmanager:GetSecretValue', aws('secretsmanager', 'secret:any'))]],
  ['parameters', [call('ssm:GetParameter', aws('ssm', 'parameter/any'))]],
  ['a command on an instance', [call('ssm:SendCommand', aws('ec2', 'instance/i-1'))]],
];

describe('the deploy role of dev', () => {
  it.each(WAYS)('cannot get at more by %s', (_, calls) => {
    expect(may('dofs-pipeline-dev-deploy', ...calls)).not.toEqual(calls.map(() => true));
  });

  it.each([
    ['the boundary', call('iam:CreatePolicyVersion', iam('policy/dofs-boundary-dev'))],
    ["another environment's boundary", call('iam:DeletePolicy', iam('policy/dofs-boundary-prod'))],
    ['its own role', call('iam:PutRolePolicy', OWN_ROLE)],
    ['the role of the pipeline', call('iam:UpdateAssumeRolePolicy', iam('role/dofs-pipeline'))],
    ['the boundary of a role', call('iam:PutRolePermissionsBoundary', APP_ROLE, DEV_BOUNDARY)],
    ['a role without its boundary', call('iam:DeleteRolePermissionsBoundary', APP_ROLE, DEV_BOUNDARY)],
  ])('would not get at %s if it were granted everything', (_, one) => {
    const everything = { actions: ['*'], resources: ['*'] };
    const statements = roles['dofs-pipeline-dev-deploy']?.statements ?? [];

    expect(isAllowed([everything], one)).toBe(true);
    expect(isAllowed([everything, ...statements], one)).toBe(false);
  });

  it('can make and change the resources of its environment, so that the refusals above say something', () => {
    const calls = [
      call('iam:CreateRole', APP_ROLE, DEV_BOUNDARY),
      call('iam:PutRolePolicy', APP_ROLE, DEV_BOUNDARY),
      call('iam:DeleteRole', APP_ROLE, DEV_BOUNDARY),
      call('iam:UpdateAssumeRolePolicy', APP_ROLE, DEV_BOUNDARY),
      passTo('lambda.amazonaws.com', APP_ROLE),
      passTo('states.amazonaws.com', iam('role/dofs-dev-order-workflow')),
      call('lambda:UpdateFunctionCode', aws('lambda', 'function:dofs-dev-fulfill-order')),
      call('lambda:CreateEventSourceMapping', '*', {
        'lambda:FunctionArn': aws('lambda', 'function:dofs-dev-fulfill-order'),
      }),
      call('dynamodb:CreateTable', aws('dynamodb', 'table/dofs-dev-orders')),
      call('s3:PutObject', 'arn:aws:s3:::dofs-tfstate-111111111111-us-east-1/app-dev/terraform.tfstate'),
    ];

    expect(may('dofs-pipeline-dev-deploy', ...calls)).toEqual(calls.map(() => true));
  });
});

describe('the limits of names', () => {
  // What AWS gives ids instead of names, or no resources at all: separate accounts keep these apart, as README.md says.
  it.each([
    [
      'the HTTP API of another environment',
      call('apigateway:PATCH', 'arn:aws:apigateway:us-east-1::/apis/x'),
    ],
    ['log deliveries', call('logs:DeleteLogDelivery', '*')],
    ['saved queries', call('logs:DeleteQueryDefinition', '*')],
  ])('let the deploy role of dev at %s', (_, one) => {
    expect(may('dofs-pipeline-dev-deploy', one)).toEqual([true]);
  });
});

describe('every role of the pipeline', () => {
  it.each(Object.keys(roles).filter((name) => !name.endsWith('-deploy')))(
    '%s changes nothing that is deployed',
    (name) => {
      const writes = roles[name]?.statements
        .flatMap(({ actions }) => actions)
        .filter((action) =>
          /:(Create|Update|Delete|Put|Set|Add|Remove|Attach|Detach|Tag|Untag|Pass)/.test(action),
        )
        // Their own logs, their plan as an artifact, and the lock of the state.
        .filter(
          (action) =>
            !/^(logs:(CreateLogStream|PutLogEvents)|s3:(PutObject|PutObjectAcl|DeleteObject))$/.test(action),
        );

      expect(writes).toEqual([]);
    },
  );

  it('runs what was pushed without being able to write what is deployed', () => {
    const writers = Object.keys(roles).filter((name) =>
      may(name, call('s3:PutObject', artifact('prod'))).includes(true),
    );

    expect(writers.sort()).toEqual(['dofs-pipeline', 'dofs-pipeline-prod-plan']);
  });

  it('has the roles it is about', () => {
    expect(Object.keys(roles).sort()).toEqual([
      'dofs-pipeline',
      ...['dev', 'prod'].flatMap((environment) =>
        ['deploy', 'drift', 'plan', 'smoke'].map((task) => `dofs-pipeline-${environment}-${task}`),
      ),
      'dofs-pipeline-schedule',
      'dofs-pipeline-verify',
    ]);
  });
});
