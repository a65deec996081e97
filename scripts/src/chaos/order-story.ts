import type { FailedOrder, Order } from 'order-model';
import type {
  ExecutionStep,
  MessageMoved,
  OrderRead,
  OrderWritten,
  Recorded,
  RequestAnswered,
  WarehouseAsked,
} from './events.ts';
import type { Evidence } from './evidence.ts';

/** All there is about one order_id. */
export interface OrderStory {
  readonly orderId: string;
  /** As stored at the end. */
  readonly order: Order | undefined;
  readonly rows: readonly FailedOrder[];
  readonly answers: readonly Recorded<RequestAnswered>[];
  readonly writes: readonly Recorded<OrderWritten>[];
  readonly reads: readonly Recorded<OrderRead>[];
  readonly asks: readonly Recorded<WarehouseAsked>[];
  readonly messages: readonly Recorded<MessageMoved>[];
  readonly executions: readonly Recorded<ExecutionStep>[];
  /** Whether a message or an execution that is left will go on with it. */
  readonly isInFlight: boolean;
}

type Mutable<Type> = {
  -readonly [Key in keyof Type]: Type[Key] extends readonly (infer Item)[] ? Item[] : Type[Key];
};

/** The evidence, sorted by order. */
export function orderStories(evidence: Evidence): OrderStory[] {
  const stories = new Map<string, Mutable<OrderStory>>();
  const storyOf = (orderId: string) => {
    const known = stories.get(orderId);
    if (known) return known;
    const story = newStory(orderId);
    stories.set(orderId, story);
    return story;
  };
  for (const order of evidence.orders) storyOf(order.order_id).order = order;
  for (const row of evidence.failedOrders)
    if (row.order_id !== undefined) storyOf(row.order_id).rows.push(row);
  for (const event of evidence.events) {
    if (event.orderId === undefined) continue;
    const story = storyOf(event.orderId);
    if (event.kind === 'answered') story.answers.push(event);
    if (event.kind === 'written') story.writes.push(event);
    if (event.kind === 'read') story.reads.push(event);
    if (event.kind === 'asked') story.asks.push(event);
    if (event.kind === 'message') story.messages.push(event);
    if (event.kind === 'execution') story.executions.push(event);
  }
  const left = evidence.messagesLeft['order queue'] + evidence.messagesLeft['dead-letter queue'];
  for (const story of stories.values()) {
    story.isInFlight =
      evidence.executionsLeft.includes(story.orderId) || (left > 0 && hasUndeletedMessage(story.messages));
  }
  return [...stories.values()];
}

function newStory(orderId: string): Mutable<OrderStory> {
  return {
    orderId,
    order: undefined,
    rows: [],
    answers: [],
    writes: [],
    reads: [],
    asks: [],
    messages: [],
    executions: [],
    isInFlight: false,
  };
}

function hasUndeletedMessage(messages: readonly MessageMoved[]): boolean {
  const deleted = new Set(
    messages.filter(({ what }) => what === 'deleted').map(({ messageId }) => messageId),
  );
  return messages.some(({ messageId }) => !deleted.has(messageId));
}
