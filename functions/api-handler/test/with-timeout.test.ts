import type { SFNClient } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { buildContent } from 'order-model/testing';
import { createExpressWorkflow } from '../src/express-workflow.ts';
import { createStandardWorkflow } from '../src/standard-workflow.ts';
import { withTimeout } from '../src/with-timeout.ts';

/** A call that ends when it is aborted, as the SDK's does. */
const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });

/** Step Functions that never answer. */
const client = {
  send: (_command: unknown, { abortSignal }: { abortSignal: AbortSignal }) => untilAborted(abortSignal),
} as unknown as SFNClient;
const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:orders';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('withTimeout', () => {
  it('aborts a call that takes longer, and says why', async () => {
    const onAbort = jest.fn();
    const call = withTimeout(27_000, (signal) => {
      signal.addEventListener('abort', onAbort);
      return untilAborted(signal);
    });
    const outcome = expect(call).rejects.toMatchObject({
      name: 'TimeoutError',
      message: 'no answer within 27000 ms',
    });
    jest.advanceTimersByTime(26_999);
    expect(onAbort).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);

    await outcome;
  });

  it.each([
    ['answered', async () => 'answer'],
    ['failed', async () => Promise.reject(new Error('refused'))],
  ])('leaves no timer behind of a call that %s', async (_outcome, answer) => {
    await withTimeout(27_000, answer).catch(() => {});

    expect(jest.getTimerCount()).toBe(0);
  });

  it('gives back what the call comes to', async () => {
    await expect(withTimeout(1, async () => 'answer')).resolves.toBe('answer');
    await expect(withTimeout(1, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  });
});

describe('a workflow that does not answer', () => {
  const orders = { find: async () => undefined };
  it.each([
    ['EXPRESS', createExpressWorkflow(client, stateMachineArn)],
    ['STANDARD', createStandardWorkflow({ client, stateMachineArn, orders, now: () => new Date(0) })],
  ])('%s is waited for as long as the function has, but for two seconds', async (_type, workflow) => {
    const outcome = expect(workflow.start(buildContent())).rejects.toMatchObject({ name: 'TimeoutError' });
    await jest.advanceTimersByTimeAsync(27_000);

    await outcome;
  });
});
