import type { OrderStory } from '../order-story.ts';
import { ofEachOrder } from './invariant.ts';

/**
 * What is queued is the stored order, and no order that had ended is queued.
 *
 * An execution that starts after an end was written stores its order later still, and orders are stored by a conditional
 * write and a consistent read: its StoreOrder sees that end. Nothing becomes PENDING again here, so whatever it enters
 * SendToQueue with is wrong. An execution that started before may have seen the order PENDING, and is not judged.
 */
export const messagesCarryTheOrder = ofEachOrder('messages carry the order', (story) => [
  ...otherContents(story),
  ...queuedAfterEnd(story),
]);

function otherContents({ messages, order }: OrderStory): string[] {
  if (!order) return [];
  return messages.flatMap(({ content, messageId, queue }) => {
    if (!content) return [];
    const isSame = content.product === order.product && content.quantity === order.quantity;
    return isSame ? [] : [`message ${messageId} to the ${queue} carries ${JSON.stringify(content)}`];
  });
}

function queuedAfterEnd({ executions, writes }: OrderStory): string[] {
  const ended = writes.find(({ status }) => status !== 'PENDING');
  if (!ended) return [];
  const late = executions.filter(({ what, sequence }) => what === 'starts' && sequence > ended.sequence);
  return late.flatMap(({ execution }) =>
    executions.some((step) => step.execution === execution && step.what === 'enters SendToQueue')
      ? [`execution ${execution} started when the order was ${ended.status}, and queued it`]
      : [],
  );
}
