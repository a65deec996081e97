import { buildSqsRecord } from 'function-kit/testing';

export interface Message {
  readonly messageId: string;
  readonly body: string;
  /** Absent when the body is no order. */
  readonly orderId?: string | undefined;
  /** Why the workflow sent it to the dead-letter queue. */
  readonly reason?: string;
  receiveCount: number;
  isVisible: boolean;
  /** Sent with a delay that is not over. */
  isDelayed?: boolean;
}

export type SqsRecord = ReturnType<typeof buildSqsRecord>;

/** A standard queue of SQS: keeps no order, delivers again what was not deleted, and moves what it delivered too often. */
export class MessageQueue {
  readonly #messages = new Map<string, Message>();
  readonly #moveAfter: { receiveCount: number; onDead: (message: Message) => void };

  constructor(moveAfter = { receiveCount: Number.POSITIVE_INFINITY, onDead: (_: Message) => {} }) {
    this.#moveAfter = moveAfter;
  }

  all(): Message[] {
    return [...this.#messages.values()];
  }

  holds(orderId: string): boolean {
    return this.all().some((message) => message.orderId === orderId);
  }

  visible(): Message[] {
    return this.all().filter(({ isVisible, isDelayed }) => isVisible && !isDelayed);
  }

  inFlight(): Message[] {
    return this.all().filter(({ isVisible }) => !isVisible);
  }

  send(message: Message): void {
    this.#messages.set(message.messageId, message);
  }

  /** At most `count` of the messages, the first one chosen. */
  receive(count: number, choice: number): SqsRecord[] {
    const visible = this.visible();
    const first = visible.length === 0 ? 0 : choice % visible.length;
    const chosen = [...visible.slice(first), ...visible.slice(0, first)].slice(0, count);
    return chosen.flatMap((message) => {
      message.isVisible = false;
      if (message.receiveCount < this.#moveAfter.receiveCount) return [recordOf(message)];
      this.#messages.delete(message.messageId);
      this.#moveAfter.onDead(message);
      return [];
    });
  }

  /** Makes a message visible again: its visibility timeout is over, or was changed. */
  expire(messageId: string): void {
    const message = this.#messages.get(messageId);
    if (message) message.isVisible = true;
  }

  /** The delay it was sent with is over. */
  endDelay(messageId: string): void {
    const message = this.#messages.get(messageId);
    if (message) message.isDelayed = false;
  }

  get(messageId: string): Message | undefined {
    return this.#messages.get(messageId);
  }

  delete(messageId: string): void {
    this.#messages.delete(messageId);
  }
}

function recordOf(message: Message): SqsRecord {
  message.receiveCount++;
  const { messageId, receiveCount, body, reason } = message;
  const record = buildSqsRecord(body, { messageId, receiveCount });
  if (reason) record.messageAttributes.reason = { stringValue: reason, dataType: 'String' };
  return record;
}
