import type { FailedOrder, Order } from 'order-model';
import type { QueueName, Recorded } from './events.ts';

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
}
