import type { Denial } from 'local-cloud';
import type { FailedOrder, Order } from 'order-model';
import type { QueueName, Recorded } from './events.ts';
import type { JournalError } from './journal-error.ts';

/** All the checker looks at: what happened, and what is there once nothing happens any more. */
export interface Evidence {
  /** In the order in which they happened. */
  readonly events: readonly Recorded[];
  readonly orders: readonly Order[];
  readonly failedOrders: readonly FailedOrder[];
  /** How many messages each queue still has, visible or not. */
  readonly messagesLeft: Readonly<Record<QueueName, number>>;
  /** Orders of the executions that still run. */
  readonly executionsLeft: readonly string[];
  readonly invocationsLeft: number;
  /** Whether nothing was in flight and nothing happened any more when the tables were read. */
  readonly cameToRest: boolean;
  /** Calls that the policies of the stack did not allow. */
  readonly denials: readonly Denial[];
  /** Calls that the journal could not read: what they did to an order is not among the events. */
  readonly unreadCalls: readonly JournalError[];
  /** How long the order queue hides a message that was received, as fast as time passes in the run. */
  readonly visibilityTimeoutMs: number;
}
