import type { AwsCall, AwsResponse } from 'local-cloud';
import { orderIdOf } from 'order-model';
import type { ChaosEvent, MessageMoved, SentContent } from './events.ts';
import { JournalError } from './journal-error.ts';
import type { SystemNames } from './system-names.ts';

interface Entry {
  readonly Id: string;
  readonly MessageBody?: string;
  readonly ReceiptHandle?: string;
}

interface Request extends Partial<Entry> {
  readonly QueueUrl?: string;
  readonly Entries?: readonly Entry[];
}

interface Response {
  readonly MessageId?: string;
  readonly Successful?: readonly { readonly Id: string; readonly MessageId?: string }[];
  readonly Messages?: readonly {
    readonly MessageId: string;
    readonly ReceiptHandle: string;
    readonly Body: string;
    readonly Attributes?: { readonly ApproximateReceiveCount?: string };
  }[];
}

type QueueReader = (call: AwsCall, response: AwsResponse, names: SystemNames) => ChaosEvent[];
type Message = Pick<MessageMoved, 'messageId' | 'orderId'>;

/** They move no message. */
const STILL = /^(Get|List|ChangeMessageVisibility|CreateQueue|SetQueueAttributes|TagQueue)/;

/** Reads what successful SQS calls did to messages; remembers whose the receipt handles are until they are used. */
export function createQueueReader(): QueueReader {
  const received = new Map<string, Message>();

  function moved(call: AwsCall, request: Request, response: Response): Omit<MessageMoved, 'queue'>[] {
    const { Successful = [], Messages = [] } = response;
    const { Entries = [{ ...request, Id: '0' }] } = request;
    switch (call.action) {
      case 'SendMessage':
        return [sent(request, response)];
      case 'SendMessageBatch':
        return Successful.map((success) => sent(entryOf(success, Entries), success));
      case 'ReceiveMessage':
        return Messages.map(({ MessageId, ReceiptHandle, Body, Attributes }) => {
          const message = { messageId: MessageId, ...orderIn(Body) };
          received.set(ReceiptHandle, message);
          const receiveCount = Attributes?.ApproximateReceiveCount;
          return { kind: 'message', what: 'received', ...message, ...(receiveCount && { receiveCount }) };
        });
      case 'DeleteMessage':
        return deleted(Entries);
      case 'DeleteMessageBatch':
        return deleted(Successful.map((success) => entryOf(success, Entries)));
      default:
        throw new JournalError('the journal does not know what this does to messages');
    }
  }

  function deleted(entries: readonly Entry[]): Omit<MessageMoved, 'queue'>[] {
    return entries.flatMap(({ ReceiptHandle = '' }) => {
      const message = received.get(ReceiptHandle);
      received.delete(ReceiptHandle);
      // A second deletion with the same receipt is a success too.
      return message ? [{ kind: 'message', what: 'deleted', ...message }] : [];
    });
  }

  return (call, response, names) => {
    if (STILL.test(call.action)) return [];
    const request: Request = JSON.parse(call.body.toString());
    const queue = names.queues.get(request.QueueUrl?.split('/').at(-1) ?? '');
    if (!queue) throw new JournalError(`${request.QueueUrl} is neither queue`);
    const answer: Response = JSON.parse(response.body.toString() || '{}');
    return moved(call, request, answer).map((event) => ({ ...event, queue: queue.name }));
  };
}

function sent({ MessageBody = '' }: Partial<Entry>, { MessageId = '' }: { MessageId?: string }) {
  return {
    kind: 'message',
    what: 'sent',
    messageId: MessageId,
    ...orderIn(MessageBody),
    ...contentIn(MessageBody),
  } as const;
}

function entryOf({ Id }: { Id: string }, entries: readonly Entry[]): Entry {
  const entry = entries.find((candidate) => candidate.Id === Id);
  if (!entry) throw new JournalError(`the answer names an entry ${Id} that was not sent`);
  return entry;
}

/** What a message tells the functions to do; nothing where it names no order. */
function contentIn(body: string): { content?: SentContent } {
  return orderIdOf(body) === undefined ? {} : { content: JSON.parse(body) };
}

function orderIn(body: string): { orderId?: string } {
  const orderId = orderIdOf(body);
  return orderId === undefined ? {} : { orderId };
}
