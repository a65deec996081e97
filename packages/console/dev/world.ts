import { randomUUID } from 'node:crypto';
import type { FailedOrder, Order, OrderContent, OrderStatus } from 'order-model';
import type { Execution, LocalEvent } from '../src/api/local-api.ts';

/** What the mock's local run knows of one order. */
interface Tracked {
  order: Order;
  readonly events: LocalEvent[];
  readonly executions: Execution[];
}

export interface World {
  readonly orders: Map<string, Tracked>;
  readonly failedOrders: Map<string, FailedOrder>;
  /** Places a valid order; it is attempted soon. */
  readonly place: (content: OrderContent) => Order;
  readonly redrive: (row: FailedOrder) => FailedOrder;
}

const MOST_ATTEMPTS = 3;
const SUCCESS_RATE = 0.7;
const REASONS = [
  'the warehouse refused: out of stock, next delivery is not planned',
  'the warehouse did not answer within 5 s',
  'the warehouse answered 503 Service Unavailable',
];

const iso = (at: number) => new Date(at).toISOString();
const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(Math.random() * list.length)];

/** Orders that are placed, attempted, fulfilled or failed as time passes. */
export function createWorld(): World {
  const orders = new Map<string, Tracked>();
  const failedOrders = new Map<string, FailedOrder>();
  let lastChange = 0;

  const change = (tracked: Tracked, status: OrderStatus, reason?: string, attempted = false) => {
    const at = iso(Math.max(Date.now(), lastChange + 1));
    lastChange = Date.parse(at);
    const { failure_reason: _, ...rest } = tracked.order;
    tracked.order = {
      ...rest,
      status,
      updated_at: at,
      attempts: rest.attempts + (attempted ? 1 : 0),
      history: [...rest.history, { status, at, ...(reason && { reason }) }],
      ...(reason && { failure_reason: reason }),
    };
  };

  const tell = (tracked: Tracked, source: LocalEvent['source'], text: string, reason?: string) =>
    tracked.events.push({
      at: iso(Date.now()),
      source,
      text,
      level: reason ? 'ERROR' : 'INFO',
      ...(reason && { reason }),
    });

  const attempt = (tracked: Tracked, number = 1) => {
    const failsAlways = tracked.order.product.startsWith('fail');
    if (Math.random() < SUCCESS_RATE && !failsAlways) {
      tell(tracked, 'attempt', `attempt ${number}: fulfilled`);
      return change(tracked, 'FULFILLED', undefined, true);
    }
    const reason = pick(REASONS) ?? '';
    tell(tracked, 'attempt', `attempt ${number}: failed`, reason);
    change(tracked, 'FAILED', reason, true);
    if (number < MOST_ATTEMPTS) return void setTimeout(() => attempt(tracked, number + 1), 600 * 2 ** number);
    tell(tracked, 'dead-letter', 'moved to order_dlq and written to failed_orders');
    const { order_id, product, quantity, attempts } = tracked.order;
    const row: FailedOrder = {
      failed_order_id: randomUUID(),
      order_id,
      payload: { order_id, product, quantity },
      reason,
      attempts,
      failed_at: iso(Date.now()),
      state: 'OPEN',
    };
    failedOrders.set(row.failed_order_id, row);
  };

  return {
    orders,
    failedOrders,
    place(content) {
      const at = iso(Date.now());
      const tracked: Tracked = {
        order: {
          ...content,
          status: 'PENDING',
          attempts: 0,
          created_at: at,
          updated_at: at,
          history: [{ status: 'PENDING', at }],
        },
        events: [],
        executions: [execution(content.order_id)],
      };
      orders.set(content.order_id, tracked);
      tell(tracked, 'api', 'POST /order accepted');
      tell(tracked, 'workflow', 'execution succeeded: ValidateOrder, StoreOrder, IsPending, SendToQueue');
      tell(tracked, 'queue', 'order_queue received the order');
      setTimeout(() => attempt(tracked), 300 + Math.random() * 1500);
      return tracked.order;
    },
    redrive(row) {
      const redriven: FailedOrder = { ...row, state: 'REDRIVEN', redriven_at: iso(Date.now()) };
      failedOrders.set(row.failed_order_id, redriven);
      const tracked = orders.get(row.order_id ?? '');
      if (tracked) {
        tell(tracked, 'redrive', 'an operator put the order back on order_queue');
        change(tracked, 'PENDING');
        setTimeout(() => attempt(tracked), 800);
      }
      return redriven;
    },
  };
}

function execution(orderId: string): Execution {
  const isFailed = Math.random() < 0.15;
  const start = Date.now();
  const names = ['ValidateOrder', 'StoreOrder', 'IsPending', 'SendToQueue'];
  const states = names.map((name, index) => ({
    name,
    outcome: 'succeeded' as 'succeeded' | 'failed',
    enteredAt: iso(start + index * 23),
    attempts: 1,
  }));
  if (!isFailed)
    return { name: orderId, status: 'SUCCEEDED', startedAt: iso(start), stoppedAt: iso(start + 90), states };
  const failed = [
    ...states.slice(0, 3),
    {
      name: 'SendToQueue',
      outcome: 'failed' as const,
      enteredAt: iso(start + 70),
      attempts: 3,
      error: 'Sqs.AmazonSQSException: throttled',
    },
    { name: 'MarkOrderFailed', outcome: 'succeeded' as const, enteredAt: iso(start + 4200), attempts: 1 },
    {
      name: 'OrderNotQueued',
      outcome: 'failed' as const,
      enteredAt: iso(start + 4300),
      attempts: 1,
      error: 'OrderNotQueued',
    },
  ];
  return {
    name: orderId,
    status: 'FAILED',
    startedAt: iso(start),
    stoppedAt: iso(start + 4300),
    states: failed,
  };
}
