import { StartExecutionCommand, StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { describe, expect, it } from '@jest/globals';
import {
  aStateMachine,
  closedHistory,
  invokes,
  oneTask,
  startStepFunctions,
} from './start-step-functions.ts';

describe('createStepFunctions', () => {
  it('runs a synchronous express execution through its functions', async () => {
    const machine = aStateMachine(
      {
        StartAt: 'Validate',
        States: {
          Validate: invokes('validate', { ResultPath: '$.validation', Next: 'IsValid' }),
          IsValid: {
            Type: 'Choice',
            Choices: [{ Variable: '$.validation.Payload.valid', BooleanEquals: true, Next: 'Store' }],
            Default: 'Invalid',
          },
          Store: invokes('store', { ResultSelector: { 'order_id.$': '$.Payload.order_id' }, End: true }),
          Invalid: { Type: 'Fail', Error: 'InvalidOrder' },
        },
      },
      { type: 'EXPRESS' },
    );
    await using aws = await startStepFunctions({
      stateMachines: [machine],
      functions: { validate: () => ({ valid: true }), store: () => ({ order_id: 'o-1' }) },
    });

    const result = await aws.client.send(
      new StartSyncExecutionCommand({ stateMachineArn: machine.arn, name: 'n1', input: '{"order":1}' }),
    );

    expect(result).toMatchObject({
      status: 'SUCCEEDED',
      name: 'n1',
      input: '{"order":1}',
      output: '{"order_id":"o-1"}',
      stateMachineArn: machine.arn,
      billingDetails: { billedMemoryUsedInMB: 64 },
    });
    expect(result.executionArn).toMatch(
      /^arn:aws:states:eu-central-1:123456789012:express:orders:n1:[\w-]{36}$/,
    );
    expect(result.stopDate?.getTime()).toBeGreaterThanOrEqual(Number(result.startDate));
    expect(aws.calls.map(({ principal }) => principal)).toEqual([machine.roleArn, machine.roleArn]);
  });

  it('tells the history of a standard execution in the events of AWS', async () => {
    const machine = aStateMachine({
      StartAt: 'Store',
      States: {
        Store: invokes('store', { OutputPath: '$.Payload', TimeoutSeconds: 30, Next: 'Pause' }),
        Pause: { Type: 'Wait', Seconds: 1, Next: 'Done' },
        Done: { Type: 'Succeed' },
      },
    });
    await using aws = await startStepFunctions({
      stateMachines: [machine],
      functions: { store: () => 'stored' },
      timeScale: 1000,
    });

    const { executionArn = '' } = await aws.client.send(
      new StartExecutionCommand({ stateMachineArn: machine.arn, name: 'n1', input: '{"a":1}' }),
    );
    const events = await closedHistory(aws.client, executionArn);

    expect(events.map(({ id, previousEventId, type }) => [id, previousEventId, type])).toEqual([
      [1, 0, 'ExecutionStarted'],
      [2, 0, 'TaskStateEntered'],
      [3, 2, 'TaskScheduled'],
      [4, 3, 'TaskStarted'],
      [5, 4, 'TaskSucceeded'],
      [6, 5, 'TaskStateExited'],
      [7, 6, 'WaitStateEntered'],
      [8, 7, 'WaitStateExited'],
      [9, 8, 'SucceedStateEntered'],
      [10, 9, 'SucceedStateExited'],
      [11, 10, 'ExecutionSucceeded'],
    ]);
    expect(events[0]?.executionStartedEventDetails).toMatchObject({
      input: '{"a":1}',
      roleArn: machine.roleArn,
    });
    expect(events[1]?.stateEnteredEventDetails).toMatchObject({ name: 'Store', input: '{"a":1}' });
    expect(events[2]?.taskScheduledEventDetails).toEqual({
      resourceType: 'lambda',
      resource: 'invoke',
      region: 'eu-central-1',
      parameters: '{"FunctionName":"store","Payload":{"a":1}}',
      timeoutInSeconds: 30,
    });
    expect(events[4]?.taskSucceededEventDetails?.output).toBe(
      '{"ExecutedVersion":"$LATEST","Payload":"stored","StatusCode":200}',
    );
    expect(events[5]?.stateExitedEventDetails).toMatchObject({ name: 'Store', output: '"stored"' });
    expect(events[10]?.executionSucceededEventDetails).toMatchObject({ output: '"stored"' });
  });

  it('calls a function by its ARN, in the events that AWS has for it', async () => {
    const arn = 'arn:aws:lambda:eu-central-1:123456789012:function:store';
    const machine = aStateMachine({
      StartAt: 'Store',
      States: { Store: { Type: 'Task', Resource: arn, End: true } },
    });
    await using aws = await startStepFunctions({
      stateMachines: [machine],
      functions: { store: (order) => order },
    });

    const { executionArn = '' } = await aws.client.send(
      new StartExecutionCommand({ stateMachineArn: machine.arn, input: '{"a":1}' }),
    );
    const events = await closedHistory(aws.client, executionArn);

    expect(events.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'LambdaFunctionScheduled',
      'LambdaFunctionStarted',
      'LambdaFunctionSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    expect(events[2]?.lambdaFunctionScheduledEventDetails).toMatchObject({ resource: arn, input: '{"a":1}' });
    expect(events[4]?.lambdaFunctionSucceededEventDetails).toMatchObject({ output: '{"a":1}' });
  });

  it('sends a message, an object as its JSON text', async () => {
    const machine = aStateMachine(
      {
        StartAt: 'Send',
        States: {
          Send: {
            Type: 'Task',
            Resource: 'arn:aws:states:::sqs:sendMessage',
            Parameters: { QueueUrl: 'http://queue', MessageBody: { 'id.$': '$.id' }, DelaySeconds: 2 },
            End: true,
          },
        },
      },
      { type: 'EXPRESS' },
    );
    const sent: unknown[] = [];
    await using aws = await startStepFunctions({
      stateMachines: [machine],
      sendMessage(input) {
        sent.push(input);
        return { MessageId: 'm1', MD5OfMessageBody: 'd41d' };
      },
    });

    const { output } = await aws.client.send(
      new StartSyncExecutionCommand({ stateMachineArn: machine.arn, input: '{"id":"o-1"}' }),
    );

    expect(sent).toEqual([{ QueueUrl: 'http://queue', MessageBody: '{"id":"o-1"}', DelaySeconds: 2 }]);
    expect(JSON.parse(output ?? '')).toEqual({ MessageId: 'm1', MD5OfMessageBody: 'd41d' });
  });

  it('gives the context object to paths, templates and intrinsic functions', async () => {
    const context = {
      'id.$': '$$.Execution.Id',
      'name.$': '$$.Execution.Name',
      'role.$': '$$.Execution.RoleArn',
      'order.$': '$$.Execution.Input.order_id',
      'machine.$': '$$.StateMachine.Name',
      'text.$': "States.Format('{} of {}', $$.State.Name, $$.StateMachine.Id)",
      'state.$': '$$.State.Name',
    };
    const machine = aStateMachine(
      { StartAt: "It's (4)", States: { "It's (4)": { Type: 'Pass', Parameters: context, End: true } } },
      { type: 'EXPRESS' },
    );
    await using aws = await startStepFunctions({ stateMachines: [machine] });

    const { output, executionArn } = await aws.client.send(
      new StartSyncExecutionCommand({
        stateMachineArn: machine.arn,
        name: 'n1',
        input: '{"order_id":"o-1"}',
      }),
    );

    expect(JSON.parse(output ?? '')).toEqual({
      id: executionArn,
      name: 'n1',
      role: machine.roleArn,
      order: 'o-1',
      machine: 'orders',
      text: `It's (4) of ${machine.arn}`,
      state: "It's (4)",
    });
  });

  it('tells the branches of a Parallel state', async () => {
    const branch = (name: string) => ({ StartAt: name, States: { [name]: invokes('work') } });
    const machine = aStateMachine({
      StartAt: 'Both',
      States: { Both: { Type: 'Parallel', Branches: [branch('One'), branch('Two')], End: true } },
    });
    await using aws = await startStepFunctions({ stateMachines: [machine], functions: { work: () => 1 } });

    const { executionArn = '' } = await aws.client.send(
      new StartExecutionCommand({ stateMachineArn: machine.arn }),
    );
    const types = (await closedHistory(aws.client, executionArn)).map(({ type }) => type);

    expect(types.slice(0, 3)).toEqual(['ExecutionStarted', 'ParallelStateEntered', 'ParallelStateStarted']);
    expect(types.filter((type) => type === 'TaskSucceeded')).toHaveLength(2);
    expect(types.filter((type) => type === 'TaskStateExited')).toHaveLength(2);
    expect(types.slice(-3)).toEqual(['ParallelStateSucceeded', 'ParallelStateExited', 'ExecutionSucceeded']);
  });

  it('loses none of 1,000 concurrent executions', async () => {
    const machine = aStateMachine(oneTask({ OutputPath: '$.Payload' }), { type: 'EXPRESS' });
    await using aws = await startStepFunctions({
      stateMachines: [machine],
      functions: { work: (order) => order },
    });
    const start = (input: string) =>
      aws.service({
        service: 'states',
        action: 'StartSyncExecution',
        principal: 'test',
        method: 'POST',
        path: '/',
        headers: {},
        body: Buffer.from(JSON.stringify({ stateMachineArn: machine.arn, input })),
      });

    const responses = await Promise.all(
      Array.from({ length: 1000 }, (_, order) => start(JSON.stringify({ order }))),
    );

    const outputs = responses.map(({ body }) => JSON.parse(body.toString()).output);
    expect(outputs).toEqual(Array.from({ length: 1000 }, (_, order) => JSON.stringify({ order })));
    expect(aws.calls).toHaveLength(1000);
  });
});
