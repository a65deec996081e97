import { describe, expect, it } from '@jest/globals';
import { type Order, OrderConflictError } from 'order-model';
import { buildContent, buildOrder, InMemoryOrderStore, TEST_TIME } from 'order-model/testing';
import { createStandardWorkflow } from '../src/standard-workflow.ts';
import { type Answer, startScriptedStepFunctions } from './scripted-step-functions.ts';

const ARN = 'arn:aws:states:us-east-1:000000000000:stateMachine:orders';
const EXISTS: Answer = { error: 'ExecutionAlreadyExists' };
const input = JSON.stringify(buildContent());

async function startWith(answers: Record<string, Answer>, stored: Order[] = [], content = buildContent()) {
  await using stepFunctions = await startScriptedStepFunctions(answers);
  const { client, requests } = stepFunctions;
  const orders = new InMemoryOrderStore(...stored);
  const workflow = createStandardWorkflow({ client, stateMachineArn: ARN, orders, now: () => TEST_TIME });
  return { accepted: await workflow.start(content), requests };
}

const startedAt = (milliseconds: number): Answer => ({
  output: { executionArn: 'arn:execution', startDate: (TEST_TIME.getTime() + milliseconds) / 1000 },
});

describe('createStandardWorkflow', () => {
  it('starts an execution named by the order with the canonical order', async () => {
    const { accepted, requests } = await startWith({ StartExecution: startedAt(3) });

    expect(accepted).toEqual({ status: 'PENDING', replayed: false });
    expect(requests).toEqual([
      { operation: 'StartExecution', input: { stateMachineArn: ARN, name: 'test001', input } },
    ]);
  });

  it('is a replay when the execution it is answered with started earlier', async () => {
    const { accepted } = await startWith({ StartExecution: startedAt(-1000) });

    expect(accepted).toEqual({ status: 'PENDING', replayed: true });
  });

  it.each(['PENDING', 'FULFILLED', 'FAILED'] as const)('replays a stored order as %s', async (status) => {
    const { accepted } = await startWith({ StartExecution: EXISTS }, [buildOrder(status)]);

    expect(accepted).toEqual({ status, replayed: true });
  });

  it('starts nothing for an order that is stored although its execution name is free', async () => {
    const { accepted, requests } = await startWith({ StartExecution: startedAt(3) }, [
      buildOrder('FULFILLED'),
    ]);

    expect(accepted).toEqual({ status: 'FULFILLED', replayed: true });
    expect(requests).toEqual([]);
  });

  it('is a conflict when the stored order has other content', async () => {
    const starting = startWith({ StartExecution: EXISTS }, [buildOrder()], buildContent({ quantity: 3 }));

    await expect(starting).rejects.toThrow(OrderConflictError);
  });

  it.each([
    ['RUNNING', 'PENDING'],
    ['SUCCEEDED', 'PENDING'],
    ['FAILED', 'FAILED'],
    ['TIMED_OUT', 'FAILED'],
  ])('asks the execution while the order is not stored: %s is %s', async (executionStatus, status) => {
    const described = { output: { status: executionStatus, input } };
    const { accepted, requests } = await startWith({ StartExecution: EXISTS, DescribeExecution: described });

    expect(accepted).toEqual({ status, replayed: true });
    expect(requests.at(-1)?.input).toEqual({
      executionArn: 'arn:aws:states:us-east-1:000000000000:execution:orders:test001',
    });
  });

  it('is a conflict when the execution was started with other content', async () => {
    const described = {
      output: { status: 'RUNNING', input: JSON.stringify(buildContent({ product: 'Ink' })) },
    };
    const starting = startWith({ StartExecution: EXISTS, DescribeExecution: described });

    await expect(starting).rejects.toThrow(OrderConflictError);
  });

  it('throws any other error of the service', async () => {
    await expect(startWith({ StartExecution: { error: 'ExecutionLimitExceeded' } })).rejects.toThrow(
      'scripted',
    );
  });
});
