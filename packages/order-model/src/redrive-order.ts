import {
  AlreadyRedrivenError,
  FailedOrderNotFoundError,
  InvalidOrderError,
  NotRedrivableError,
  OrderError,
  OrderFulfilledError,
  RedriveInProgressError,
} from './errors.ts';
import type { FailedOrder } from './failed-order.ts';
import { contentOf, type Order, type OrderContent } from './order.ts';
import { changeStatus, newOrder } from './order-change.ts';
import { parseOrder } from './parse-order.ts';
import type { Clock, OrderSender, OrderStore, RedriveStore } from './ports.ts';

export interface RedriveDependencies {
  readonly orders: OrderStore;
  readonly failedOrders: RedriveStore;
  readonly queue: OrderSender;
  readonly now: Clock;
  /** An id no other redrive has. */
  readonly newId: () => string;
  /** How long a row belongs to who began to redrive it: longer than a redrive can take. */
  readonly leaseMilliseconds: number;
}

/** A row whose order is on the queue again. */
export interface RedrivenOrder {
  readonly failed_order_id: string;
  readonly order_id: string;
  readonly state: 'REDRIVEN';
  readonly redriven_at: string;
}

/**
 * Puts the order of a failed_orders row back: claims the row, queues the order, makes it PENDING, closes the row. The
 * message comes before the status, as a PENDING order must be on its way; a crash in between leaves the row OPEN, and a
 * repetition, once the lease is over, sends a second message rather than none. Two at once: one gets the row.
 */
export async function redriveOrder(
  failedOrderId: string,
  dependencies: RedriveDependencies,
): Promise<RedrivenOrder> {
  const { failedOrders, newId, now } = dependencies;
  const row = await failedOrders.find(failedOrderId);
  if (!row) throw new FailedOrderNotFoundError(failedOrderId);
  if (row.state === 'REDRIVEN') throw new AlreadyRedrivenError(failedOrderId, row.redriven_at);
  const content = contentIn(row);
  if (isClaimed(row, dependencies)) throw new RedriveInProgressError(failedOrderId);
  const claimed = { ...row, redrive_id: newId(), redrive_started_at: now().toISOString() };
  try {
    if (!(await failedOrders.replace(row, claimed))) throw new RedriveInProgressError(failedOrderId);
    return await redrive(claimed, content, dependencies);
  } catch (error) {
    if (!(error instanceof OrderError)) await release(claimed, dependencies);
    throw error;
  }
}

function contentIn({ failed_order_id, payload }: FailedOrder): OrderContent {
  try {
    return parseOrder(payload);
  } catch (error) {
    if (error instanceof InvalidOrderError) throw new NotRedrivableError(failed_order_id, error.message);
    throw error;
  }
}

function isClaimed(
  { redrive_started_at }: FailedOrder,
  { now, leaseMilliseconds }: RedriveDependencies,
): boolean {
  return (
    redrive_started_at !== undefined && now().getTime() < Date.parse(redrive_started_at) + leaseMilliseconds
  );
}

async function redrive(
  row: FailedOrder,
  content: OrderContent,
  dependencies: RedriveDependencies,
): Promise<RedrivenOrder> {
  const { order_id } = content;
  const order = await dependencies.orders.find(order_id);
  if (order?.status === 'FULFILLED') {
    await close(row, dependencies);
    throw new OrderFulfilledError(row.failed_order_id, order_id);
  }
  // What was accepted is what is fulfilled, whatever a message that somebody else sent may say.
  await dependencies.queue.send(contentOf(order ?? content));
  await makePending(order, content, row, dependencies);
  const redriven_at = await close(row, dependencies);
  return { failed_order_id: row.failed_order_id, order_id, state: 'REDRIVEN', redriven_at };
}

async function makePending(
  order: Order | undefined,
  content: OrderContent,
  { failed_order_id }: FailedOrder,
  { orders, now }: RedriveDependencies,
): Promise<void> {
  const reason = `redrive of failed order ${failed_order_id}`;
  let current: Order | undefined = order ?? (await orders.create(newOrder(content, now())));
  while (current?.status === 'FAILED') {
    if (await orders.replace(current, changeStatus(current, 'PENDING', now(), reason))) return;
    current = await orders.find(content.order_id);
  }
}

async function close(row: FailedOrder, { failedOrders, now }: RedriveDependencies): Promise<string> {
  const redriven_at = now().toISOString();
  const isClosed = await failedOrders.replace(row, { ...row, state: 'REDRIVEN', redriven_at });
  // Its lease was over: whoever has it now closes it.
  if (!isClosed) throw new RedriveInProgressError(row.failed_order_id);
  return redriven_at;
}

/** Lets the next one begin at once. Should it fail, too, the lease ends by itself. */
async function release(claimed: FailedOrder, { failedOrders }: RedriveDependencies): Promise<void> {
  const { redrive_id: _id, redrive_started_at: _at, ...row } = claimed;
  await failedOrders.replace(claimed, row).catch(() => {});
}
