import { StartExecutionCommand, StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AwsError } from '../../src/gateway/aws-error.ts';
import {
  aStateMachine,
  closedHistory,
  oneTask,
  startStepFunctions,
  type TestFunction,
  type TestOptions,
} from './start-step-functions.ts';

const toFail = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Failed' }];
const failed = { Failed: { Type: 'Fail', ErrorPath: '$.error.Error', CausePath: '$.error.Cause' } };

class OutOfStockError extends Error {
  override name = 'OutOfStockError';
}

/** Throws each error in turn, then answers. */
function failing(...errors: readonly Error[]): TestFunction {
  const left = [...errors];
  return () => {
    const error = left.shift();
    if (error) throw error;
    return 'done';
  };
}

async function runSync(definition: object, options: TestOptions) {
  const machine = aStateMachine(definition, { type: 'EXPRESS' });
  await using aws = await startStepFunctions({ stateMachines: [machine], timeScale: 1000, ...options });
  const result = await aws.client.send(
    new StartSyncExecutionCommand({ stateMachineArn: machine.arn, input: '{"a":1}' }),
  );
  return { result, calls: aws.calls.length };
}

describe('a failing task', () => {
  it('is retried as often as its Retry says, and its history shows each attempt', async () => {
    const throttled = new AwsError('TooManyRequestsException', 'Rate exceeded', 429);
    const retry = { ErrorEquals: ['Lambda.TooManyRequestsException'], IntervalSeconds: 10, MaxAttempts: 3 };
    const machine = aStateMachine(oneTask({ Retry: [{ ...retry, MaxDelaySeconds: 15, BackoffRate: 2 }] }));
    await using aws = await startStepFunctions({
      stateMachines: [machine],
      functions: { work: failing(throttled, throttled) },
      timeScale: 1000,
    });

    const { executionArn = '' } = await aws.client.send(
      new StartExecutionCommand({ stateMachineArn: machine.arn }),
    );
    const events = await closedHistory(aws.client, executionArn);

    expect(events.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      ...['TaskScheduled', 'TaskStarted', 'TaskFailed'],
      ...['TaskScheduled', 'TaskStarted', 'TaskFailed'],
      ...['TaskScheduled', 'TaskStarted', 'TaskSucceeded'],
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    expect(events[4]?.taskFailedEventDetails).toEqual({
      resourceType: 'lambda',
      resource: 'invoke',
      error: 'Lambda.TooManyRequestsException',
      cause: 'Rate exceeded (Service: AWSLambda; Status Code: 429; Error Code: TooManyRequestsException)',
    });
  });

  it('fails the execution after the last attempt', async () => {
    const error = new OutOfStockError('none left');
    const definition = oneTask({ Retry: [{ ErrorEquals: ['States.TaskFailed'], MaxAttempts: 2 }] });

    const { result, calls } = await runSync(definition, {
      functions: { work: failing(error, error, error, error) },
    });

    expect(calls).toBe(3);
    expect(result).toMatchObject({ status: 'FAILED', error: 'OutOfStockError' });
    expect(result.output).toBeUndefined();
  });

  it('goes through Catch to a Fail state that names its error and cause', async () => {
    const { result } = await runSync(oneTask({ Catch: toFail }, failed), {
      functions: { work: failing(new OutOfStockError('none left')) },
    });

    expect(result).toMatchObject({
      status: 'FAILED',
      error: 'OutOfStockError',
      cause: '{"errorType":"OutOfStockError","errorMessage":"none left"}',
    });
  });

  describe('gets the error name that AWS gives it', () => {
    const caught = { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }] };
    const lambda = aStateMachine(oneTask(caught, { Caught: { Type: 'Succeed' } }), {
      name: 'lambda',
      type: 'EXPRESS',
    });
    const sendMessage = { Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: { MessageBody: '' } };
    const sqs = aStateMachine(oneTask({ ...caught, ...sendMessage }, { Caught: { Type: 'Succeed' } }), {
      name: 'sqs',
      type: 'EXPRESS',
    });
    let aws: Awaited<ReturnType<typeof startStepFunctions>>;
    let error: Error;
    beforeAll(async () => {
      aws = await startStepFunctions({
        stateMachines: [lambda, sqs],
        door: () => Promise.reject(error),
      });
    });
    afterAll(async () => {
      await aws[Symbol.asyncDispose]();
    });

    it.each([
      ['Lambda.ServiceException', lambda, new AwsError('ServiceException', 'try again', 500)],
      ['Lambda.ResourceNotFoundException', lambda, new AwsError('ResourceNotFoundException', 'none', 404)],
      ['Lambda.AWSLambdaException', lambda, new AwsError('AccessDeniedException', 'not authorized', 403)],
      ['Lambda.SdkClientException', lambda, new TypeError('connection lost')],
      ['SQS.SdkClientException', sqs, new TypeError('connection lost')],
      ['SQS.AmazonSQSException', sqs, new AwsError('AccessDenied', 'not authorized', 403)],
      ['SQS.QueueDoesNotExistException', sqs, new AwsError('QueueDoesNotExist', 'no such queue')],
    ])('%s', async (name, machine, thrown) => {
      error = thrown;

      const { output = '' } = await aws.client.send(
        new StartSyncExecutionCommand({ stateMachineArn: machine.arn }),
      );

      expect(JSON.parse(output).Error).toBe(name);
    });
  });

  it('times out after its TimeoutSeconds', async () => {
    const machine = aStateMachine(oneTask({ TimeoutSeconds: 1 }));
    await using aws = await startStepFunctions({
      stateMachines: [machine],
      functions: { work: () => new Promise(() => {}) },
    });

    const { executionArn = '' } = await aws.client.send(
      new StartExecutionCommand({ stateMachineArn: machine.arn }),
    );
    const events = await closedHistory(aws.client, executionArn);

    expect(events.slice(-2)).toMatchObject([
      { type: 'TaskTimedOut', taskTimedOutEventDetails: { error: 'States.Timeout' } },
      { type: 'ExecutionFailed', executionFailedEventDetails: { error: 'States.Timeout' } },
    ]);
  });

  it('does not outlive the time of its execution', async () => {
    const definition = { ...oneTask({ Retry: [{ ErrorEquals: ['States.ALL'] }] }), TimeoutSeconds: 1 };

    const { result, calls } = await runSync(definition, { functions: { work: () => new Promise(() => {}) } });

    expect(result).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' });
    expect(calls).toBe(1);
  });

  it('breaks the data limit past what States.ALL catches', async () => {
    const functions = { work: () => 'x'.repeat(262_145) };
    const named = [{ ErrorEquals: ['States.DataLimitExceeded'], ResultPath: '$.error', Next: 'Failed' }];

    const uncaught = await runSync(oneTask({ Catch: toFail }, failed), { functions });
    const caught = await runSync(oneTask({ Catch: named }, { Failed: { Type: 'Succeed' } }), { functions });

    expect(uncaught.result).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
    expect(caught.result.status).toBe('SUCCEEDED');
  });
});
