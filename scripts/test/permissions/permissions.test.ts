import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StatementName } from 'local-cloud';
import { isUnused } from '../../src/permissions/format-permissions.ts';
import type { CasesResult } from '../../src/permissions/run-cases.ts';
import { reasonForUnused } from '../../src/permissions/unused-on-purpose.ts';
import { type StatementTrial, startStatementTrial } from '../../src/permissions/without-statement.ts';
import { builtArtifacts } from '../built-artifacts.ts';

describe.each(['EXPRESS', 'STANDARD'] as const)('the policies of an %s environment', (workflowType) => {
  let result: CasesResult;
  let trial: StatementTrial | undefined;
  beforeAll(async () => {
    trial = await startStatementTrial(workflowType, { artifactsDirectory: builtArtifacts() });
    result = await trial.withAll();
  });
  afterAll(() => trial?.stop());

  it('allow every call of the order-flow cases', () => {
    expect(result.failures).toEqual([]);
    expect(result.denials).toEqual([]);
  });

  it('grant nothing that no order uses, but for what is unused for a reason', () => {
    expect(result.usage.filter(isUnused)).toEqual([]);
    expect(result.usage.filter((grant) => grant.count > 0 && reasonForUnused(grant))).toEqual([]);
    expect(result.usage.length).toBeGreaterThan(30);
  });

  it('are short of something without any one statement', async () => {
    const statements = (trial?.statements ?? []).filter((name) => !isUnusedHere(name));
    const notMissed: StatementName[] = [];
    // Those of logs last: a log stream that was closed stays closed.
    for (const name of statements.toSorted((a, b) => Number(isForLogs(a)) - Number(isForLogs(b)))) {
      const denial = await trial?.withoutStatement(name);
      if (!denial) notMissed.push(name);
    }

    expect(notMissed).toEqual([]);
    expect(statements.length).toBeGreaterThan(12);
  });
});

describe('a state machine whose role may not deliver logs', () => {
  it('stops the start, as AWS would not create it', async () => {
    const trial = startStatementTrial('EXPRESS', {
      artifactsDirectory: builtArtifacts(),
      prepareStack: (stackDirectory) => {
        const file = join(stackDirectory, 'cdk.tf.json');
        writeFileSync(file, readFileSync(file, 'utf8').replaceAll('LogDelivery', 'LogDeliverx'));
      },
    });

    await expect(trial).rejects.toThrow(/role dofs-local-order-workflow may not logs:CreateLogDelivery/);
  });
});

/** What Lambda and Step Functions need for traces, which nothing sends here, and at creation. */
function isUnusedHere({ statement }: StatementName): boolean {
  return statement === 'WriteTraces' || statement === 'DeliverLogs';
}

function isForLogs({ statement }: StatementName): boolean {
  return statement === 'WriteOwnLogs';
}
