import { describe, expect, it } from '@jest/globals';
import aslValidator from 'asl-validator';
import { orderWorkflowDefinition } from '../src/orders/order-workflow-definition.ts';

const TYPES = ['EXPRESS', 'STANDARD'] as const;

function definitionOf(type: (typeof TYPES)[number]) {
  return orderWorkflowDefinition({
    type,
    validatorArn: 'arn:aws:lambda:us-east-1:000000000000:function:validator',
    orderStorageArn: 'arn:aws:lambda:us-east-1:000000000000:function:order-storage',
    orderQueueUrl: 'https://sqs.us-east-1.amazonaws.com/000000000000/order-queue',
    deadLetterQueueUrl: 'https://sqs.us-east-1.amazonaws.com/000000000000/order-dlq',
  });
}

/** What a state of any kind may hold. */
interface AnyState {
  Type: string;
  Next?: string;
  Default?: string;
  Error?: string;
  Choices?: { Next: string }[];
  Catch?: { ErrorEquals: string[]; Next: string }[];
  Retry?: { ErrorEquals: string[]; MaxAttempts: number; JitterStrategy?: string; BackoffRate?: number }[];
}
const statesOf = (type: (typeof TYPES)[number]) =>
  definitionOf(type).States as unknown as Record<string, AnyState>;

function targetsOf(state: AnyState): string[] {
  const next = [state, ...(state.Choices ?? []), ...(state.Catch ?? [])].flatMap(({ Next }) => Next ?? []);
  return state.Default ? [...next, state.Default] : next;
}

describe.each(TYPES)('orderWorkflowDefinition for %s', (type) => {
  const states = statesOf(type);

  it('is valid Amazon States Language', () => {
    const { isValid, errorsText } = aslValidator(definitionOf(type), { checkArn: true, checkPaths: true });

    expect(isValid ? '' : errorsText('\n')).toBe('');
  });

  it('leads only to states that exist, and to each of them', () => {
    const reached = new Set([definitionOf(type).StartAt, ...Object.values(states).flatMap(targetsOf)]);

    expect([...reached].sort()).toEqual(Object.keys(states).sort());
  });

  it('passes ValidateOrder, StoreOrder and SendToQueue', () => {
    expect(states.ValidateOrder?.Next).toBe('StoreOrder');
    expect(states.StoreOrder?.Next).toBe('IsPending');
    expect(states.IsPending?.Choices).toEqual([
      { Variable: '$.status', StringEquals: 'PENDING', Next: 'SendToQueue' },
    ]);
    expect(states.SendToQueue).toMatchObject({ End: true });
  });

  it('retries every fault of every task with backoff and full jitter', () => {
    const tasks = Object.values(states).filter(({ Type }) => Type === 'Task');

    expect(tasks.length).toBeGreaterThanOrEqual(4);
    for (const { Retry } of tasks) {
      expect(Retry?.at(-1)).toMatchObject({
        ErrorEquals: ['States.ALL'],
        BackoffRate: 2,
        JitterStrategy: 'FULL',
      });
      expect(Retry?.at(-1)?.MaxAttempts).toBeGreaterThanOrEqual(2);
    }
  });

  it.each([
    ['ValidateOrder', 'InvalidOrder'],
    ['StoreOrder', 'OrderConflict'],
  ])('never retries in %s what is %s, and fails with it', (name, error) => {
    const state = states[name];

    expect(state?.Retry?.[0]).toEqual({ ErrorEquals: [error], MaxAttempts: 0 });
    expect(state?.Catch?.[0]).toEqual({ ErrorEquals: [error], Next: error });
    expect(states[error]).toMatchObject({ Type: 'Fail', Error: error });
  });

  it('never ends in success after an error was caught', () => {
    const leadsToSuccess = (name: string): boolean => {
      const state = states[name];
      if (!state) throw new Error(`no state ${name}`);
      if (state.Type === 'Succeed' || 'End' in state) return true;
      return targetsOf(state).some(leadsToSuccess);
    };
    const caught = Object.values(states).flatMap(({ Catch = [] }) => Catch.map(({ Next }) => Next));

    expect(caught.filter(leadsToSuccess)).toEqual([]);
  });

  it('marks an order FAILED that cannot be queued', () => {
    expect(states.SendToQueue?.Catch).toMatchObject([
      { ErrorEquals: ['States.ALL'], Next: 'MarkOrderFailed' },
    ]);
    expect(states.MarkOrderFailed?.Next).toBe('OrderNotQueued');
  });
});

describe('orderWorkflowDefinition', () => {
  it('ends an EXPRESS execution before the API gives up', () => {
    expect(definitionOf('EXPRESS').TimeoutSeconds).toBeLessThan(29);
  });

  it('makes a dead letter of a STANDARD order that cannot be stored, as its client has a 200 already', () => {
    expect(statesOf('STANDARD').StoreOrder?.Catch?.at(-1)?.Next).toBe('SendToDeadLetterQueue');
    expect(statesOf('EXPRESS').StoreOrder?.Catch?.at(-1)?.Next).toBe('OrderNotStored');
  });
});
