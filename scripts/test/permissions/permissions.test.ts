import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StackError } from 'local-cloud';
import { isUnused } from '../../src/permissions/format-permissions.ts';
import {
  firstDenial,
  runCases,
  type SuiteResult,
  type WorkflowType,
} from '../../src/permissions/run-cases.ts';
import { reasonForUnused } from '../../src/permissions/unused-on-purpose.ts';
import { synthesize } from '../../src/synthesize.ts';
import { builtArtifacts } from '../built-artifacts.ts';

/** As much of the Terraform JSON as this test changes. */
interface TerraformJson {
  readonly data: {
    readonly aws_iam_policy_document: Readonly<Record<string, { statement: Statement[] }>>;
  };
  readonly resource: {
    readonly aws_iam_role_policy: Readonly<
      Record<string, { readonly name: string; readonly policy: string }>
    >;
    aws_lambda_permission?: unknown;
  };
}

interface Statement {
  readonly sid: string;
  readonly actions: readonly string[];
}

/** A statement of a role's policy. */
interface Grant {
  readonly role: string;
  readonly document: string;
  readonly statement: Statement;
}

const directory = mkdtempSync(join(tmpdir(), 'permissions-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const express = await grantsOf('EXPRESS');
const inExpress = new Set(express.map((grant) => JSON.stringify(grant)));
const onlyStandard = (await grantsOf('STANDARD')).filter((grant) => !inExpress.has(JSON.stringify(grant)));

describe.each([
  ['EXPRESS', express],
  ['STANDARD', onlyStandard],
] as const)('the roles of an %s environment', (workflowType, grants) => {
  let result: SuiteResult;
  beforeAll(async () => {
    result = await runCases(workflowType, { artifactsDirectory: builtArtifacts() });
  });

  it('allow every call of the order-flow cases', () => {
    expect(result.failures).toEqual([]);
    expect(result.denials).toEqual([]);
  });

  it('grant nothing that no order uses, but for what is unused for a reason', () => {
    expect(result.usage.filter(isUnused)).toEqual([]);
    expect(result.usage.filter((grant) => grant.count > 0 && reasonForUnused(grant))).toEqual([]);
    expect(result.usage.length).toBeGreaterThan(30);
  });

  const needed = grants.filter(({ statement }) => !isForTraces(statement));
  it.each(needed.map((grant) => [grant.statement.sid, grant.role, grant] as const))(
    'are short of something without %s of %s',
    async (_sid, _role, grant) => {
      const { principal, action } = await whatIsDenied(workflowType, (stackDirectory) =>
        removeStatement(stackDirectory, grant),
      );

      expect(grant.statement.actions).toContain(action);
      expect(principal).toMatch(new RegExp(`role/${grant.role}$`));
    },
  );
});

describe('the permission of the HTTP API', () => {
  it('is what lets it invoke the function of its route', async () => {
    const denied = await whatIsDenied('EXPRESS', (stackDirectory) =>
      changeStack(stackDirectory, ({ resource }) => {
        resource.aws_lambda_permission = undefined;
      }),
    );

    expect(denied).toMatchObject({
      principal: 'apigateway.amazonaws.com',
      action: 'lambda:InvokeFunction',
    });
  });
});

/** What the changed stack forbids first: at its start, as AWS refuses to create what lacks a permission, or in a case. */
async function whatIsDenied(
  workflowType: WorkflowType,
  prepareStack: (stackDirectory: string) => void,
): Promise<{ principal?: string; action?: string }> {
  try {
    return (await firstDenial(workflowType, { artifactsDirectory: builtArtifacts(), prepareStack })) ?? {};
  } catch (error) {
    const [, role = '', action = ''] = /^role (\S+) may not (\S+) on/.exec((error as Error).message) ?? [];
    if (!(error instanceof StackError) || role === '') throw error;
    return { principal: `role/${role}`, action };
  }
}

function isForTraces({ actions }: Statement): boolean {
  return actions.every((action) => action.startsWith('xray:'));
}

async function grantsOf(workflowType: WorkflowType): Promise<Grant[]> {
  const outdir = join(directory, workflowType);
  await synthesize({ environment: 'local', workflowType, artifactsDirectory: builtArtifacts() }, outdir);
  const { data, resource } = readStack(join(outdir, 'stacks/app-local'));
  return Object.values(resource.aws_iam_role_policy).flatMap(({ name, policy }) => {
    const document = /^\$\{data\.aws_iam_policy_document\.([\w-]+)\.json\}$/.exec(policy)?.[1] ?? '';
    const statements = data.aws_iam_policy_document[document]?.statement ?? [];
    return statements.map((statement) => ({ role: name, document, statement }));
  });
}

function removeStatement(stackDirectory: string, { document, statement }: Grant): void {
  changeStack(stackDirectory, ({ data }) => {
    const policy = data.aws_iam_policy_document[document];
    const index = policy?.statement.findIndex(({ sid }) => sid === statement.sid) ?? -1;
    if (index < 0) throw new Error(`${document} has no statement ${statement.sid}`);
    policy?.statement.splice(index, 1);
  });
}

function changeStack(stackDirectory: string, change: (stack: TerraformJson) => void): void {
  const stack = readStack(stackDirectory);
  change(stack);
  writeFileSync(join(stackDirectory, 'cdk.tf.json'), JSON.stringify(stack));
}

function readStack(stackDirectory: string): TerraformJson {
  return JSON.parse(readFileSync(join(stackDirectory, 'cdk.tf.json'), 'utf8'));
}
