import { type Consumer, EventSourceMapping } from './event-source-mapping.ts';
import { portsOf } from './ports.ts';
import type { World } from './world.ts';

/** fulfill-order and dlq-handler, each at its queue. */
export function createConsumers(world: World): EventSourceMapping[] {
  return [fulfillOrder(world), dlqHandler(world)].map((consumer) => new EventSourceMapping(world, consumer));
}

function fulfillOrder(world: World): Consumer {
  const { orderQueue, orders, subject } = world;
  return {
    name: 'fulfill-order',
    queue: orderQueue,
    handle: (records, process) =>
      subject.processOrders(records, {
        ...portsOf(process, world),
        queue: {
          redeliver: (redeliveries) =>
            process.call('changes the visibility of what failed', async () => {
              // Whatever its delay, a message may come back at any time; without one it is back now.
              for (const { messageId, delaySeconds } of redeliveries)
                if (delaySeconds === 0) orderQueue.expire(messageId);
            }),
        },
      }),
    checkDone(messageId) {
      const message = orderQueue.get(messageId);
      const status = orders.latest.get(message?.orderId ?? '')?.status;
      if (message && status !== 'FULFILLED')
        world.breaks('done', `${messageId} leaves order_queue, its order is ${status ?? 'none'}`);
    },
  };
}

function dlqHandler(world: World): Consumer {
  const { deadLetterQueue, failedOrders, orders, reached, subject } = world;
  return {
    name: 'dlq-handler',
    queue: deadLetterQueue,
    handle: (records, process) => subject.processDeadLetters(records, portsOf(process, world)),
    checkDone(messageId) {
      if (failedOrders.get(messageId)) return;
      const order = orders.latest.get(deadLetterQueue.get(messageId)?.orderId ?? '');
      if (order?.status === 'FULFILLED') reached.add('dead letter of a FULFILLED order dropped');
      else if (deadLetterQueue.get(messageId))
        world.breaks('deadLetters', `${messageId} leaves order_dlq, its order is ${order?.status ?? 'none'}`);
    },
  };
}
