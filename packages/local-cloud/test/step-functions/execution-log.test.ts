import { StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { describe, expect, it } from '@jest/globals';
import type { StateMachineSpec } from '../../src/stack/stack.ts';
import { aStateMachine, LOG_GROUP, oneTask, startStepFunctions } from './start-step-functions.ts';

type Logging = NonNullable<StateMachineSpec['logging']>;

interface LogLine {
  readonly id: string;
  readonly type: string;
  readonly details: Record<string, unknown>;
}

async function linesOf(logging: Partial<Logging>, work: () => unknown): Promise<LogLine[]> {
  const machine = aStateMachine(oneTask(), {
    type: 'EXPRESS',
    logging: { level: 'ALL', includeExecutionData: true, logGroupName: LOG_GROUP, ...logging },
  });
  await using aws = await startStepFunctions({
    stateMachines: [machine],
    functions: { work },
    clock: () => 1_700_000_000_000,
    newId: () => '0123456789abcdef',
  });
  await aws.client.send(new StartSyncExecutionCommand({ stateMachineArn: machine.arn, name: 'n1' }));
  const events = aws.logs.logGroup(LOG_GROUP)?.events;
  const stored = Array.from({ length: events?.nextSequence ?? 0 }, (_, sequence) => events?.at(sequence));
  for (const event of stored) expect(event?.logStreamName).toBe('states/orders/2023-11-14-22-13/01234567');
  return stored.map((event) => JSON.parse(event?.message ?? ''));
}

const fail = () => {
  throw new Error('broken');
};

describe('executionLog', () => {
  it('writes every event at level ALL, as vended logs do', async () => {
    const lines = await linesOf({ level: 'ALL' }, () => 1);

    expect(lines.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    expect(lines[1]).toEqual({
      id: '2',
      type: 'TaskStateEntered',
      details: { name: 'Work', input: '{}', inputDetails: { truncated: false } },
      previous_event_id: '0',
      event_timestamp: '1700000000000',
      execution_arn: 'arn:aws:states:eu-central-1:123456789012:express:orders:n1:0123456789abcdef',
      redrive_count: '0',
    });
  });

  it('leaves execution data out when it is not included', async () => {
    const lines = await linesOf({ includeExecutionData: false }, () => 1);

    expect(lines[1]?.details).toEqual({ name: 'Work' });
    expect(JSON.stringify(lines)).not.toMatch(/"(input|output|parameters)"/);
  });

  it.each([
    ['ERROR', ['TaskFailed', 'ExecutionFailed']],
    ['FATAL', ['ExecutionFailed']],
    ['OFF', []],
  ] as const)('writes of a failure at level %s: %j', async (level, types) => {
    const lines = await linesOf({ level }, fail);

    expect(lines.map(({ type }) => type)).toEqual(types);
  });

  it('writes nothing of a success at level ERROR', async () => {
    expect(await linesOf({ level: 'ERROR' }, () => 1)).toEqual([]);
  });
});
