import type { AwsCall, AwsResponse } from 'local-cloud';
import { orderIdOf } from 'order-model';
import type { ChaosEvent } from './events.ts';
import { JournalError } from './journal-error.ts';
import { orderTableEvents } from './order-table-events.ts';
import { createQueueReader } from './queue-events.ts';
import type { SystemNames } from './system-names.ts';

/** What the calls of a run say of its orders. */
export interface Journal {
  /** Never throws, as it runs in the gateway: what it cannot read is among the problems. */
  readonly onCall: (call: AwsCall, response: AwsResponse) => void;
  readonly problems: readonly JournalError[];
}

/** Reads every call that reached its service, in the order of the answers, which is before a caller has its own. */
export function createJournal(
  names: () => SystemNames | undefined,
  record: (event: ChaosEvent) => void,
): Journal {
  const problems: JournalError[] = [];
  const queueEvents = createQueueReader();
  return {
    problems,
    onCall(call, response) {
      const known = names();
      // Before the stack is read, only its tables and queues are made.
      if (!known || response.statusCode >= 300) return;
      try {
        if (call.service === 'dynamodb')
          for (const event of orderTableEvents(call, response, known)) record(event);
        if (call.service === 'sqs') for (const event of queueEvents(call, response, known)) record(event);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        const what = `${call.service}:${call.action} by ${known.callerOf(call.principal)}: ${reason}`;
        problems.push(new JournalError(what, orderIdIn(call)));
      }
    },
  };
}

/** The order that a call names where orders are named, so that its timeline can be shown. */
function orderIdIn({ body }: AwsCall): string | undefined {
  try {
    const { Key, Item, MessageBody } = JSON.parse(body.toString());
    return (Key ?? Item)?.order_id?.S ?? orderIdOf(MessageBody);
  } catch {
    return undefined;
  }
}
