import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeExecutionCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  aStateMachine,
  closedHistory,
  oneTask,
  startStepFunctions,
  type TestOptions,
} from './start-step-functions.ts';

const machine = aStateMachine(oneTask({ OutputPath: '$.Payload' }));
const DAY_MS = 24 * 60 * 60 * 1000;
let directory: string;

function start(options: TestOptions) {
  return startStepFunctions({
    stateMachines: [machine],
    executionsFile: join(directory, 'executions.jsonl'),
    ...options,
  });
}

function startNamed(name: string) {
  return new StartExecutionCommand({ stateMachineArn: machine.arn, name, input: '{"a":1}' });
}

describe('ExecutionsFile', () => {
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'executions-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('knows the closed executions of an earlier process', async () => {
    let executionArn = '';
    {
      await using aws = await start({ functions: { work: () => 'first' } });
      executionArn = (await aws.client.send(startNamed('n1'))).executionArn ?? '';
      await closedHistory(aws.client, executionArn);
    }
    await using aws = await start({ functions: { work: () => 'second' } });
    aws.resumeExecutions();

    const described = await aws.client.send(new DescribeExecutionCommand({ executionArn }));

    expect(described).toMatchObject({ status: 'SUCCEEDED', output: '"first"', input: '{"a":1}' });
    await expect(aws.client.send(startNamed('n1'))).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    expect(aws.calls).toHaveLength(0);
  });

  it('has a started execution on disk before the caller knows of it, and runs it again', async () => {
    const file = join(directory, 'executions.jsonl');
    let written = '';
    {
      await using aws = await start({ functions: { work: () => new Promise(() => {}) } });
      await aws.client.send(startNamed('n1'));
      written = readFileSync(file, 'utf8');
    }
    // The line was being written when the process died.
    appendFileSync(file, '{"started":"arn:aws:sta');
    await using aws = await start({ functions: { work: () => 'at last' } });
    aws.resumeExecutions();

    const { executionArn = '' } = await aws.client.send(startNamed('n2'));
    await closedHistory(aws.client, executionArn);
    await closedHistory(aws.client, executionArn.replace(/n2$/, 'n1'));

    expect(JSON.parse(written)).toMatchObject({ name: 'n1', input: '{"a":1}' });
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line)).filter(({ status }) => status === 'SUCCEEDED')).toHaveLength(
      2,
    );
    expect(lines).toHaveLength(4);
  });

  it('frees a name 90 days after its execution closed', async () => {
    const functions = { work: () => 1 };
    {
      await using aws = await start({ functions, clock: () => 0 });
      const { executionArn = '' } = await aws.client.send(startNamed('n1'));
      await closedHistory(aws.client, executionArn);
    }
    await using aws = await start({ functions, clock: () => 91 * DAY_MS });

    await expect(aws.client.send(startNamed('n1'))).resolves.toMatchObject({
      startDate: new Date(91 * DAY_MS),
    });
  });

  it('says which line it cannot read', async () => {
    const file = join(directory, 'executions.jsonl');
    writeFileSync(file, 'not JSON\n');

    await expect(start({})).rejects.toThrow(`line 1 of ${file} is not JSON (not JSON)`);
  });
});
