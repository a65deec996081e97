import { OrderConflictError, type OrderContent } from 'order-model';
import { portsOf } from './ports.ts';
import type { Process } from './process.ts';
import type { World } from './world.ts';

type StorageRequest = Parameters<World['subject']['handleRequest']>[0];

const ATTEMPTS = 3;

/**
 * The order workflow as infra/src/orders/order-workflow-definition.ts has it, from StoreOrder on: how it takes the order
 * in, or the name of the Fail state it ends in. Faults that outlast its retries in SendToDeadLetterQueue are left out.
 */
export async function runOrderWorkflow(
  order: OrderContent,
  execution: Process,
  world: World,
): Promise<'SUCCEEDED' | 'OrderConflict' | 'OrderNotStored' | 'OrderNotQueued'> {
  const body = JSON.stringify(order);
  const failed_order_id = execution.name;
  const accepted_at = world.clockOf(execution)().toISOString();
  const store = () => invokeStorage({ operation: 'StoreOrder', order, accepted_at }, execution, world);
  const markFailed = () =>
    invokeStorage(
      { operation: 'MarkOrderFailed', order, failed_order_id, reason: 'not queued' },
      execution,
      world,
    );
  const send = (queue: 'orderQueue' | 'deadLetterQueue', reason?: string) =>
    execution.call(`sends ${order.order_id} to ${queue}`, async () =>
      world.sendMessage(world[queue], body, reason === undefined ? {} : { reason }),
    );
  const giveUp = async (end: 'OrderNotStored' | 'OrderNotQueued') => {
    if (world.plan.workflowType === 'EXPRESS') return end;
    await retry(() => send('deadLetterQueue', 'the workflow failed'), Number.POSITIVE_INFINITY);
    world.reached.add('dead letter from the workflow');
    return 'OrderNotStored';
  };

  const stored = await attempt(() => retry(store));
  if (stored instanceof OrderConflictError) return 'OrderConflict';
  if (stored instanceof Error) return giveUp('OrderNotStored');
  if (stored?.status !== 'PENDING') return 'SUCCEEDED';
  const sent = await attempt(() => retry(() => send('orderQueue')));
  if (!(sent instanceof Error)) return 'SUCCEEDED';
  if (world.orderQueue.holds(order.order_id)) world.reached.add('message taken though SendToQueue failed');
  if ((await attempt(() => retry(markFailed))) instanceof Error) return giveUp('OrderNotQueued');
  world.reached.add('order marked FAILED that was not queued');
  return 'OrderNotQueued';
}

async function invokeStorage(request: StorageRequest, { name }: Process, world: World) {
  const { scheduler, subject } = world;
  return scheduler.start(
    `${request.operation} of ${name}`,
    async (process) => {
      try {
        return await subject.handleRequest(request, portsOf(process, world));
      } catch (error) {
        if (error instanceof OrderConflictError && process.writes > 0)
          world.breaks('conflict', `${process.name} answered OrderConflict and changed the order`);
        throw error;
      }
    },
    { mayBeAbandoned: true },
  );
}

async function retry<Result>(task: () => Promise<Result>, attempts = ATTEMPTS): Promise<Result> {
  for (let left = attempts - 1; ; left--) {
    try {
      return await task();
    } catch (error) {
      if (error instanceof OrderConflictError || left <= 0) throw error;
    }
  }
}

async function attempt<Result>(task: () => Promise<Result>): Promise<Result | Error> {
  try {
    return await task();
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}
