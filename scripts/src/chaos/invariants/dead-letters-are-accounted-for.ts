import type { OrderStory } from '../order-story.ts';
import type { Invariant } from './invariant.ts';

/** Every dead letter is in failed_orders under its message id, or its order is FULFILLED; the queue is empty. */
export const deadLettersAreAccountedFor: Invariant = {
  name: 'dead letters are accounted for',
  violations(stories, { messagesLeft, failedOrders, events }) {
    const rows = new Set(failedOrders.map(({ failed_order_id }) => failed_order_id));
    const byId = new Map<string | undefined, OrderStory>(stories.map((story) => [story.orderId, story]));
    const deadLetters = new Map(
      events.flatMap((event) =>
        event.kind === 'message' && event.queue === 'dead-letter queue'
          ? [[event.messageId, event.orderId]]
          : [],
      ),
    );
    const lost = [...deadLetters].filter(
      ([messageId, orderId]) => !rows.has(messageId) && byId.get(orderId)?.order?.status !== 'FULFILLED',
    );
    const left = messagesLeft['dead-letter queue'];
    return [
      ...(left > 0 ? [{ message: `${left} messages are left in the dead-letter queue` }] : []),
      ...lost.map(([messageId, orderId]) => ({
        ...(orderId !== undefined && { orderId }),
        message: `dead letter ${messageId} is in no failed_orders row`,
      })),
    ];
  },
};
