import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from '@jest/globals';
import {
  aStateMachine,
  closedHistory,
  LOG_GROUP,
  oneTask,
  startStepFunctions,
} from './start-step-functions.ts';

const UNKNOWN_EXECUTION = 'arn:aws:states:eu-central-1:123456789012:execution:orders:nobody';

/** A function that answers when the test lets it. */
function gate() {
  const { promise, resolve } = Promise.withResolvers<string>();
  return { work: () => promise, open: () => resolve('done') };
}

describe('startExecution', () => {
  it('finds the running execution of the same name and input', async () => {
    const machine = aStateMachine(oneTask());
    const { work, open } = gate();
    await using aws = await startStepFunctions({ stateMachines: [machine], functions: { work } });
    const start = new StartExecutionCommand({ stateMachineArn: machine.arn, name: 'n1', input: '{"a":1}' });

    const [first, second] = await Promise.all([aws.client.send(start), aws.client.send(start)]);
    open();
    await closedHistory(aws.client, first.executionArn ?? '');

    expect(first.executionArn).toBe('arn:aws:states:eu-central-1:123456789012:execution:orders:n1');
    expect([second.executionArn, second.startDate]).toEqual([first.executionArn, first.startDate]);
    expect(aws.calls).toHaveLength(1);
  });

  it('refuses a running name with another input, and a closed one with any', async () => {
    const machine = aStateMachine(oneTask());
    const { work, open } = gate();
    await using aws = await startStepFunctions({ stateMachines: [machine], functions: { work } });
    const start = (input: string) =>
      aws.client.send(new StartExecutionCommand({ stateMachineArn: machine.arn, name: 'n1', input }));
    const refused = {
      name: 'ExecutionAlreadyExists',
      message: "Execution Already Exists: 'arn:aws:states:eu-central-1:123456789012:execution:orders:n1'",
      $metadata: { httpStatusCode: 400 },
    };

    const { executionArn = '' } = await start('{"a":1}');
    await expect(start('{"a":2}')).rejects.toMatchObject(refused);
    open();
    await closedHistory(aws.client, executionArn);
    await expect(start('{"a":1}')).rejects.toMatchObject(refused);

    expect(aws.calls).toHaveLength(1);
  });

  it('never deduplicates express executions', async () => {
    const machine = aStateMachine(oneTask(), { type: 'EXPRESS' });
    await using aws = await startStepFunctions({ stateMachines: [machine], functions: { work: () => 1 } });
    const request = { stateMachineArn: machine.arn, name: 'n1', input: '{}' };

    const first = await aws.client.send(new StartExecutionCommand(request));
    const second = await aws.client.send(new StartExecutionCommand(request));
    const third = await aws.client.send(new StartSyncExecutionCommand(request));

    const arns = [first, second, third].map(({ executionArn }) => executionArn);
    expect(new Set(arns).size).toBe(3);
    expect(aws.calls).toHaveLength(3);
  });

  it('starts nothing that AWS would not start', async () => {
    const machine = aStateMachine(oneTask());
    await using aws = await startStepFunctions({ stateMachines: [machine] });
    const unknown = machine.arn.replace(/orders$/, 'unknown');
    const refusals = [
      ['InvalidExecutionInput', { input: '{a:1}' }],
      ['ValidationException', { input: `"${'é'.repeat(131_072)}"` }],
      ['InvalidName', { name: 'a b' }],
      ['InvalidName', { name: 'n'.repeat(81) }],
      ['StateMachineDoesNotExist', { stateMachineArn: unknown }],
      ['InvalidArn', { stateMachineArn: 'orders' }],
    ] as const;

    for (const [name, request] of refusals) {
      const start = new StartExecutionCommand({ stateMachineArn: machine.arn, ...request });
      await expect(aws.client.send(start)).rejects.toMatchObject({ name });
    }

    expect(aws.calls).toHaveLength(0);
  });

  it('refuses what AWS refuses by the type of the state machine', async () => {
    const standard = aStateMachine(oneTask(), { name: 'standard' });
    const express = aStateMachine(oneTask(), { name: 'express', type: 'EXPRESS' });
    await using aws = await startStepFunctions({
      stateMachines: [standard, express],
      functions: { work: () => 1 },
    });
    const { executionArn } = await aws.client.send(
      new StartExecutionCommand({ stateMachineArn: express.arn }),
    );
    const notSupported = { name: 'StateMachineTypeNotSupported' };

    await expect(
      aws.client.send(new StartSyncExecutionCommand({ stateMachineArn: standard.arn })),
    ).rejects.toMatchObject(notSupported);
    await expect(
      aws.client.send(new ListExecutionsCommand({ stateMachineArn: express.arn })),
    ).rejects.toMatchObject(notSupported);
    await expect(aws.client.send(new DescribeExecutionCommand({ executionArn }))).rejects.toMatchObject({
      name: 'InvalidArn',
    });
    await expect(
      aws.client.send(new GetExecutionHistoryCommand({ executionArn: UNKNOWN_EXECUTION })),
    ).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
  });

  it('describes, lists and stops executions', async () => {
    const machine = aStateMachine(oneTask());
    const { work, open } = gate();
    let work1 = work;
    await using aws = await startStepFunctions({
      stateMachines: [machine],
      functions: { work: () => work1() },
    });
    const start = (name: string) =>
      aws.client.send(new StartExecutionCommand({ stateMachineArn: machine.arn, name, input: '{"a":1}' }));
    const list = (options: {
      statusFilter?: 'RUNNING' | 'SUCCEEDED';
      maxResults?: number;
      nextToken?: string;
    }) => aws.client.send(new ListExecutionsCommand({ stateMachineArn: machine.arn, ...options }));
    const first = await start('n1');
    open();
    await closedHistory(aws.client, first.executionArn ?? '');
    work1 = () => new Promise(() => {});
    const second = await start('n2');
    const third = await start('n3');

    const page1 = await list({ maxResults: 2 });
    await start('n4');
    const page2 = await list({ maxResults: 2, nextToken: page1.nextToken ?? '' });
    const succeeded = await list({ statusFilter: 'SUCCEEDED' });
    await aws.client.send(
      new StopExecutionCommand({ executionArn: second.executionArn, error: 'Enough', cause: 'of it' }),
    );
    const described = await Promise.all(
      [first, second, third].map(({ executionArn }) =>
        aws.client.send(new DescribeExecutionCommand({ executionArn })),
      ),
    );
    const stopped = await closedHistory(aws.client, second.executionArn ?? '');

    expect(page1.executions?.map(({ name }) => name)).toEqual(['n3', 'n2']);
    expect(page2.executions?.map(({ name }) => name)).toEqual(['n1']);
    expect(page2.nextToken).toBeUndefined();
    expect(succeeded.executions?.map(({ name, status }) => [name, status])).toEqual([['n1', 'SUCCEEDED']]);
    expect(described).toMatchObject([
      { status: 'SUCCEEDED', input: '{"a":1}', inputDetails: { included: true } },
      { status: 'ABORTED', error: 'Enough', cause: 'of it' },
      { status: 'RUNNING', name: 'n3', stateMachineArn: machine.arn },
    ]);
    expect(stopped.slice(-2).map(({ type }) => type)).toEqual(['TaskStateAborted', 'ExecutionAborted']);
  });

  it('pages a history in both directions, with and without execution data', async () => {
    const machine = aStateMachine(oneTask());
    await using aws = await startStepFunctions({ stateMachines: [machine], functions: { work: () => 1 } });
    const { executionArn = '' } = await aws.client.send(
      new StartExecutionCommand({ stateMachineArn: machine.arn }),
    );
    const all = await closedHistory(aws.client, executionArn);
    const read = (options: object) =>
      aws.client.send(new GetExecutionHistoryCommand({ executionArn, ...options }));

    const page1 = await read({ maxResults: 3, reverseOrder: true });
    const page2 = await read({ maxResults: 100, reverseOrder: true, nextToken: page1.nextToken });
    const bare = await read({ includeExecutionData: false });

    expect([...(page1.events ?? []), ...(page2.events ?? [])]).toEqual(all.toReversed());
    expect(page2.nextToken).toBeUndefined();
    expect(bare.events?.[1]?.stateEnteredEventDetails).toEqual({ name: 'Work' });
    await expect(read({ nextToken: 'x' })).rejects.toMatchObject({ name: 'InvalidToken' });
  });

  it('keeps the histories of the last closed executions only', async () => {
    const machine = aStateMachine(oneTask());
    await using aws = await startStepFunctions({
      stateMachines: [machine],
      functions: { work: () => 1 },
      keptHistories: 1,
    });
    const run = async (name: string) => {
      const { executionArn = '' } = await aws.client.send(
        new StartExecutionCommand({ stateMachineArn: machine.arn, name }),
      );
      await closedHistory(aws.client, executionArn);
      return executionArn;
    };

    const [first, second] = [await run('n1'), await run('n2')];

    expect(await closedHistory(aws.client, second)).toHaveLength(7);
    await expect(
      aws.client.send(new GetExecutionHistoryCommand({ executionArn: first })),
    ).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
    expect(await aws.client.send(new DescribeExecutionCommand({ executionArn: first }))).toMatchObject({
      status: 'SUCCEEDED',
    });
  });

  it('describes and lists state machines', async () => {
    const logging = { level: 'ERROR', includeExecutionData: false, logGroupName: LOG_GROUP } as const;
    const machine = aStateMachine(oneTask(), { type: 'EXPRESS', logging });
    await using aws = await startStepFunctions({ stateMachines: [machine] });

    const described = await aws.client.send(
      new DescribeStateMachineCommand({ stateMachineArn: machine.arn }),
    );
    const listed = await aws.client.send(new ListStateMachinesCommand({}));

    expect(described).toMatchObject({
      type: 'EXPRESS',
      status: 'ACTIVE',
      definition: machine.definition,
      loggingConfiguration: {
        level: 'ERROR',
        destinations: [
          {
            cloudWatchLogsLogGroup: {
              logGroupArn: `arn:aws:logs:eu-central-1:123456789012:log-group:${LOG_GROUP}:*`,
            },
          },
        ],
      },
    });
    expect(listed.stateMachines?.map(({ stateMachineArn }) => stateMachineArn)).toEqual([machine.arn]);
  });
});
