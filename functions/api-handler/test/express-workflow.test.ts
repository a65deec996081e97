import { describe, expect, it } from '@jest/globals';
import { InvalidOrderError, OrderConflictError } from 'order-model';
import { buildContent } from 'order-model/testing';
import { OrderNotQueuedError } from '../src/errors.ts';
import { createExpressWorkflow } from '../src/express-workflow.ts';
import { type Answer, startScriptedStepFunctions } from './scripted-step-functions.ts';

const ARN = 'arn:aws:states:us-east-1:000000000000:stateMachine:orders';

const NEW_ID = '8c5e1f6a-7f0b-4b43-9d6e-0123456789ab';

async function startWith(answer: Answer, content = buildContent()) {
  await using stepFunctions = await startScriptedStepFunctions({ StartSyncExecution: answer });
  const workflow = createExpressWorkflow(stepFunctions.client, ARN, () => NEW_ID);
  const accepted = await workflow.start(content);
  return { accepted, requests: stepFunctions.requests };
}

const ended = (status: string, rest: object = {}): Answer => ({
  output: { executionArn: 'arn:execution', startDate: 1, stopDate: 2, status, ...rest },
});

describe('createExpressWorkflow', () => {
  it('says so when the order was stored and could not be queued', async () => {
    await expect(startWith(ended('FAILED', { error: 'OrderNotQueued' }))).rejects.toThrow(
      OrderNotQueuedError,
    );
  });

  it('starts one synchronous execution with the canonical order and reads its output', async () => {
    const output = JSON.stringify({ ...buildContent(), status: 'FAILED', replayed: true });
    const { accepted, requests } = await startWith(ended('SUCCEEDED', { output }));

    expect(accepted).toEqual({ status: 'FAILED', replayed: true });
    expect(requests).toEqual([
      {
        operation: 'StartSyncExecution',
        input: {
          stateMachineArn: ARN,
          name: 'test001-0123456789ab',
          input: '{"order_id":"test001","product":"Pen","quantity":2}',
        },
      },
    ]);
  });

  it('names the execution by as much of a long order_id as a name takes', async () => {
    const output = JSON.stringify({ status: 'PENDING', replayed: false });
    const { requests } = await startWith(
      ended('SUCCEEDED', { output }),
      buildContent({ order_id: 'x'.repeat(80) }),
    );

    expect(requests[0]?.input.name).toBe(`${'x'.repeat(67)}-0123456789ab`);
  });

  it.each([
    ['OrderConflict', OrderConflictError],
    ['InvalidOrder', InvalidOrderError],
  ])('throws %s with the message of the function that threw it', async (error, expected) => {
    const cause = JSON.stringify({ errorType: error, errorMessage: 'the message' });
    const failing = startWith(ended('FAILED', { error, cause }));

    await expect(failing).rejects.toThrow(expected);
    await expect(failing).rejects.toThrow('the message');
  });

  it.each([
    [
      'another failure',
      ended('FAILED', { error: 'OrderNotStored', cause: 'table down' }),
      /OrderNotStored: table down/,
    ],
    ['a timeout', ended('TIMED_OUT'), /ended TIMED_OUT/],
    ['an error of the service', { error: 'StateMachineDoesNotExist' }, /scripted/],
  ] as [string, Answer, RegExp][])('throws for %s', async (_, answer, message) => {
    await expect(startWith(answer)).rejects.toThrow(message);
  });
});
