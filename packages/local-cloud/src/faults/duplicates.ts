import type { AwsCall, AwsResponse, AwsService } from '../gateway/aws-call.ts';
import { pick } from './seeded-random.ts';
import { inputOf, type Message, messagesOf, withInput, withMessages } from './sqs-messages.ts';

interface Duplicate {
  readonly message: Message;
  readonly dueAt: number;
}

/** Half of the copies come at once, the others up to this much later, when the first delivery is done with. */
const LATEST_SECONDS = 5;

/**
 * Copies of messages that were received, each delivered once more by a later receive of its queue: same message id, and
 * a receipt handle that still works.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues-at-least-once-delivery.html
 */
export interface Duplicates {
  /** Receives, together with the copies that are due. With `chance`, one of the other messages is copied. */
  receive(call: AwsCall, next: AwsService, chance?: () => number): Promise<AwsResponse>;
  clear(): void;
}

export interface DuplicatesOptions {
  /** How many times faster a copy gets due. */
  readonly timeScale: number;
  readonly onDelivered: (call: AwsCall, message: Message) => void;
}

export function createDuplicates({ timeScale, onDelivered }: DuplicatesOptions): Duplicates {
  const keptOf = new Map<string, readonly Duplicate[]>();

  function takeDue(queueUrl: string, most: number): readonly Message[] {
    const now = performance.now();
    const kept = keptOf.get(queueUrl) ?? [];
    const due = kept.filter(({ dueAt }) => dueAt <= now).slice(0, most);
    const rest = kept.filter((duplicate) => !due.includes(duplicate));
    if (rest.length > 0) keptOf.set(queueUrl, rest);
    else keptOf.delete(queueUrl);
    return due.map(({ message }) => message);
  }

  function keep(queueUrl: string, message: Message, chance: () => number): void {
    const delaySeconds = Math.max(0, chance() * 2 - 1) * LATEST_SECONDS;
    const dueAt = performance.now() + (delaySeconds * 1000) / timeScale;
    keptOf.set(queueUrl, [...(keptOf.get(queueUrl) ?? []), { message, dueAt }]);
  }

  /** The call as long as the first copy is not due: a long poll would hold it back until another message comes. */
  function untilDue(call: AwsCall, input: Message, kept: readonly Duplicate[]): AwsCall {
    const dueAt = Math.min(...kept.map((duplicate) => duplicate.dueAt));
    const dueSeconds = Math.max(0, dueAt - performance.now()) / 1000;
    const WaitTimeSeconds = Math.min(Number(input.WaitTimeSeconds ?? 0), dueSeconds);
    return withInput(call, { ...input, WaitTimeSeconds });
  }

  return {
    async receive(call, next, chance) {
      const input = chance || keptOf.size > 0 ? inputOf(call) : undefined;
      if (!input) return next(call);
      const queueUrl = String(input.QueueUrl);
      const kept = keptOf.get(queueUrl);
      const response = await next(kept ? untilDue(call, input, kept) : call);
      if (response.statusCode >= 400) return response;
      const messages = messagesOf(response);
      const due = takeDue(queueUrl, Number(input.MaxNumberOfMessages ?? 1) - messages.length);
      const [first, ...others] = messages;
      if (chance && first) keep(queueUrl, pick([first, ...others], chance), chance);
      if (due.length === 0) return response;
      for (const message of due) onDelivered(call, message);
      return withMessages(response, [...messages, ...due]);
    },
    clear: () => keptOf.clear(),
  };
}
