import { describe, expect, it } from '@jest/globals';
import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import { orderWorkflowDefinition } from '../src/orders/order-workflow-definition.ts';

const order = { order_id: 'test001', product: 'Pen', quantity: 2 };
const stored = { Payload: { ...order, status: 'PENDING', replayed: false } };
type Task = 'ValidateOrder' | 'StoreOrder' | 'SendToQueue' | 'MarkOrderFailed' | 'SendToDeadLetterQueue';

/** Runs the workflow with tasks that succeed but for those that throw the named error; returns how it ended. */
async function run(type: 'EXPRESS' | 'STANDARD', failing: Partial<Record<Task, string>>) {
  const definition = orderWorkflowDefinition({
    type,
    validatorArn: 'arn:aws:lambda:us-east-1:000000000000:function:validator',
    orderStorageArn: 'arn:aws:lambda:us-east-1:000000000000:function:order-storage',
    orderQueueUrl: 'order-queue',
    deadLetterQueueUrl: 'order-dlq',
  });
  const calls: Partial<Record<Task, unknown[]>> = {};
  const handler = (task: Task, result: object) => async (input: unknown) => {
    calls[task] = [...(calls[task] ?? []), input];
    const error = failing[task];
    if (error) throw Object.assign(new Error('{"errorMessage":"scripted"}'), { name: error });
    return structuredClone(result) as never;
  };
  const handlers = {
    ValidateOrder: handler('ValidateOrder', { Payload: order }),
    StoreOrder: handler('StoreOrder', stored),
    SendToQueue: handler('SendToQueue', {}),
    MarkOrderFailed: handler('MarkOrderFailed', {}),
    SendToDeadLetterQueue: handler('SendToDeadLetterQueue', {}),
  };
  const machine = new StateMachine(definition as unknown as StateMachineDefinition, {
    validationOptions: { noValidate: true },
  });
  const { result } = machine.run(order, {
    context: { Execution: { Name: 'execution-1' } },
    overrides: {
      taskResourceLocalHandlers: handlers,
      retryIntervalOverrides: Object.fromEntries(Object.keys(handlers).map((task) => [task, 0])),
    },
  });
  const end = await result.then(
    () => 'SUCCEEDED',
    (error: Error) => error.name,
  );
  return { end, calls, tasks: Object.keys(calls) };
}

const FAULT = 'Lambda.ServiceException';

describe.each(['EXPRESS', 'STANDARD'] as const)('the order workflow, run as %s', (type) => {
  it('validates, stores and queues an order, each once', async () => {
    const { end, calls } = await run(type, {});

    expect(end).toBe('SUCCEEDED');
    expect(calls.StoreOrder).toMatchObject([{ Payload: { operation: 'StoreOrder', order } }]);
    expect(calls.SendToQueue).toEqual([{ QueueUrl: 'order-queue', MessageBody: order }]);
    expect(Object.values(calls).map((inputs) => inputs?.length)).toEqual([1, 1, 1]);
  });

  it.each([
    ['ValidateOrder', 'InvalidOrder'],
    ['StoreOrder', 'OrderConflict'],
  ] as const)('fails with what %s throws, %s, at the first attempt', async (task, error) => {
    const { end, calls } = await run(type, { [task]: error });

    expect(end).toBe('ExecutionError');
    expect(calls[task]).toHaveLength(1);
    expect(calls).not.toHaveProperty('SendToQueue');
    expect(calls).not.toHaveProperty('SendToDeadLetterQueue');
  });

  it('marks an order FAILED that cannot be queued after every attempt', async () => {
    const { end, calls } = await run(type, { SendToQueue: 'SQS.SdkClientException' });

    expect(end).toBe('ExecutionError');
    expect(calls.SendToQueue?.length).toBeGreaterThanOrEqual(3);
    expect(calls.MarkOrderFailed).toMatchObject([
      {
        Payload: {
          operation: 'MarkOrderFailed',
          order,
          failed_order_id: 'execution-1',
          reason: 'not queued: SQS.SdkClientException',
        },
      },
    ]);
  });
});

describe('the order workflow when an order can be neither queued nor marked, or not be stored', () => {
  it.each<Partial<Record<Task, string>>>([
    { ValidateOrder: FAULT },
    { StoreOrder: FAULT },
    { SendToQueue: FAULT, MarkOrderFailed: FAULT },
  ])('dead-letters it as STANDARD, whose client has a 200: %j', async (failing) => {
    const { end, calls } = await run('STANDARD', failing);

    expect(end).toBe('ExecutionError');
    expect(calls.SendToDeadLetterQueue).toEqual([
      {
        QueueUrl: 'order-dlq',
        MessageBody: order,
        MessageAttributes: { reason: { DataType: 'String', StringValue: `the workflow failed: ${FAULT}` } },
      },
    ]);
  });

  it('only fails as EXPRESS, whose client is told and sends it again', async () => {
    expect(await run('EXPRESS', { StoreOrder: FAULT })).toMatchObject({
      end: 'ExecutionError',
      tasks: ['ValidateOrder', 'StoreOrder'],
    });
  });
});
