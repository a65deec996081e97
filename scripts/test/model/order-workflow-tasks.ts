import { contentOf, OrderConflictError } from 'order-model';
import type { WorkflowInput } from './order-workflow.ts';
import { portsOf } from './ports.ts';
import type { Process } from './process.ts';
import type { World } from './world.ts';

type StorageRequest = Parameters<World['subject']['handleRequest']>[0];

/** What a state does with its input; the result is the input of the next one. */
export type Task = (input: WorkflowInput) => Promise<WorkflowInput>;

/** What the states of one execution do. */
export function createTasks(executionName: string, execution: Process, world: World) {
  const { reached } = world;
  const accepted_at = world.clockOf(execution)().toISOString();
  const send = (queue: 'orderQueue' | 'deadLetterQueue', input: WorkflowInput, reason?: string) =>
    execution.call(`sends ${input.order_id} to ${queue}`, async () => {
      const met = execution.met.get(input.order_id);
      if (queue === 'orderQueue' && met !== 'PENDING')
        world.breaks('queued', `${execution.name} queues ${input.order_id}, which StoreOrder met ${met}`);
      world.sendMessage(
        world[queue],
        JSON.stringify(contentOf(input)),
        reason === undefined ? {} : { reason },
      );
    });
  return {
    async StoreOrder(input) {
      const order = contentOf(input);
      const request = { operation: 'StoreOrder', order, accepted_at } as const;
      const { result, met } = await invokeStorage(request, execution, world);
      execution.met.set(order.order_id, met);
      return result ?? input;
    },
    async SendToQueue(input) {
      await send('orderQueue', input);
      return input;
    },
    async MarkOrderFailed(input) {
      if (world.orderQueue.holds(input.order_id)) reached.add('message taken though SendToQueue failed');
      const order = contentOf(input);
      const failure = { failed_order_id: executionName, reason: 'not queued' };
      await invokeStorage({ operation: 'MarkOrderFailed', order, ...failure }, execution, world);
      reached.add('order marked FAILED that was not queued');
      return input;
    },
    async SendToDeadLetterQueue(input) {
      await send('deadLetterQueue', input, 'the workflow failed');
      reached.add('dead letter from the workflow');
      return input;
    },
  } satisfies Record<string, Task>;
}

/** The result, and what the order was when this invocation stored it. */
async function invokeStorage(request: StorageRequest, { name }: Process, world: World) {
  const { scheduler, subject } = world;
  return scheduler.start(
    `${request.operation} of ${name}`,
    async (process) => {
      try {
        const result = await subject.handleRequest(request, portsOf(process, world));
        return { result, met: process.met.get(request.order.order_id) };
      } catch (error) {
        if (error instanceof OrderConflictError && process.writes > 0)
          world.breaks('conflict', `${process.name} answered OrderConflict and changed the order`);
        throw error;
      }
    },
    { mayBeAbandoned: true },
  );
}
