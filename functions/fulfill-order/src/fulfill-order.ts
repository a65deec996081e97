import type { Logger, Metrics } from 'function-kit';
import {
  afterAttempt,
  type Clock,
  FulfillmentFailedError,
  type FulfillmentOutcome,
  type FulfillmentProvider,
  type Order,
  OrderNotFoundError,
  type OrderStore,
} from 'order-model';
import type { Metric } from './env.ts';

/** The reason is kept with the order, up to twenty times in its history. */
const REASON_MAX_CHARACTERS = 200;

export interface FulfillDependencies {
  readonly orders: OrderStore;
  readonly provider: FulfillmentProvider;
  readonly logger: Logger;
  readonly metrics: Metrics<Metric>;
  readonly now: Clock;
}

/**
 * Attempts to fulfill a stored order and records the outcome. An order that is FULFILLED already is left alone.
 * Throws FulfillmentFailedError when the attempt failed, so that the message comes back.
 */
export async function fulfillOrder(orderId: string, dependencies: FulfillDependencies): Promise<void> {
  const { orders, provider, logger } = dependencies;
  const order = await orders.find(orderId);
  if (!order) throw new OrderNotFoundError(orderId);
  if (order.status === 'FULFILLED') {
    logger.info(`Order ${orderId} is FULFILLED already; this delivery is a repetition`, {
      order_id: orderId,
    });
    return;
  }
  const outcome = await attempt(provider, order);
  const { status, attempts } = await recordOutcome(order, outcome, dependencies);
  logger.info(`Order ${orderId} processed with status: ${status}`, { order_id: orderId, attempts });
  if (status === 'FAILED') throw new FulfillmentFailedError(orderId, reasonOf(outcome) ?? 'unknown');
}

async function attempt(provider: FulfillmentProvider, order: Order): Promise<FulfillmentOutcome> {
  try {
    return await provider.fulfill(order, order.order_id);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { status: 'FAILED', reason: `fulfillment provider: ${message.slice(0, REASON_MAX_CHARACTERS)}` };
  }
}

/** Writes the outcome over whatever the order became meanwhile; FULFILLED stays, whoever recorded it. */
async function recordOutcome(
  order: Order,
  outcome: FulfillmentOutcome,
  { orders, now, metrics }: FulfillDependencies,
): Promise<Order> {
  let current = order;
  while (current.status !== 'FULFILLED') {
    const next = afterAttempt(current, outcome.status, now(), reasonOf(outcome));
    if (await orders.replace(current, next)) {
      measure(next, metrics);
      return next;
    }
    const found = await orders.find(order.order_id);
    if (!found) throw new OrderNotFoundError(order.order_id);
    current = found;
  }
  return current;
}

/** Called once per recorded outcome: of an order that is FULFILLED no other outcome is ever recorded. */
function measure({ order_id, status, created_at, updated_at }: Order, metrics: Metrics<Metric>): void {
  if (status === 'FULFILLED') {
    const OrderCompletionTime = Date.parse(updated_at) - Date.parse(created_at);
    metrics.emit({ OrdersFulfilled: 1, OrderCompletionTime }, { order_id });
  } else {
    metrics.emit({ FulfillmentAttemptsFailed: 1 }, { order_id });
  }
}

function reasonOf(outcome: FulfillmentOutcome): string | undefined {
  return outcome.status === 'FAILED' ? outcome.reason : undefined;
}
