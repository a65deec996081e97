import type { FailedOrder, Order, OrderStatus } from 'order-model';
import type {
  ChaosEvent,
  ExecutionStep,
  FaultHit,
  MessageMoved,
  SentContent,
  WarehouseAsked,
} from '../../src/chaos/events.ts';
import type { Evidence } from '../../src/chaos/evidence.ts';

export const PEN = { order_id: 'o1', product: 'Pen', quantity: 2 };
export const INK = { order_id: 'o1', product: 'Ink', quantity: 2 };

/** Versions of the order, as its updated_at. */
const version = (number: number) => `2026-01-02T03:04:05.00${number}Z`;

/** Events as they are recorded in a run, of order o1 unless they say otherwise. */
export const sent = (content: SentContent = PEN, overrides: { isLast?: true } = {}): ChaosEvent => ({
  kind: 'sent',
  orderId: content.order_id,
  request: 1,
  content,
  ...overrides,
});

export const answered = (
  status: number | undefined,
  content: SentContent = PEN,
  overrides: { isLast?: true } = {},
): ChaosEvent => ({
  kind: 'answered',
  orderId: content.order_id,
  request: 1,
  content,
  ...(status !== undefined && { status }),
  ...overrides,
});

export const created = (
  content: SentContent = PEN,
  updatedAt = version(0),
  status: OrderStatus = 'PENDING',
  by = 'order-storage',
): ChaosEvent => ({
  kind: 'written',
  orderId: content.order_id,
  by,
  status,
  updatedAt,
  content,
});

export const updated = (status: OrderStatus, number: number, by = 'fulfill-order'): ChaosEvent => ({
  kind: 'written',
  orderId: 'o1',
  by,
  status,
  updatedAt: version(number),
});

export const read = (status: OrderStatus, number: number, environment = 'a'): ChaosEvent => ({
  kind: 'read',
  orderId: 'o1',
  environment,
  status,
  updatedAt: version(number),
});

export const asked = (number: number, overrides: Partial<WarehouseAsked> = {}): ChaosEvent => ({
  kind: 'asked',
  orderId: 'o1',
  idempotencyKey: 'o1',
  environment: 'a',
  status: 'PENDING',
  updatedAt: version(number),
  outcome: 'FULFILLED',
  fulfilled: true,
  answer: 'told',
  ...overrides,
});

export const message = (
  what: MessageMoved['what'],
  queue: MessageMoved['queue'] = 'order queue',
  content?: SentContent,
): ChaosEvent => ({
  kind: 'message',
  what,
  queue,
  messageId: 'm1',
  orderId: 'o1',
  ...(content && { content }),
});

export const execution = (what: ExecutionStep['what'], name = 'e1'): ChaosEvent => ({
  kind: 'execution',
  orderId: 'o1',
  execution: name,
  what,
});

export const fault = (overrides: Partial<FaultHit> = {}): ChaosEvent => ({
  kind: 'fault',
  fault: 'error',
  target: 'dynamodb:UpdateItem',
  by: 'fulfill-order',
  detail: '',
  ...overrides,
});

export const poison = (body: string): ChaosEvent => ({ kind: 'poison', messageId: 'm1', body });

export const order = (status: OrderStatus, number: number, overrides: Partial<Order> = {}): Order => ({
  ...PEN,
  status,
  attempts: 1,
  created_at: version(0),
  updated_at: version(number),
  history: [],
  ...overrides,
});

export const row = (overrides: Partial<FailedOrder> = {}): FailedOrder => ({
  failed_order_id: 'm1',
  order_id: 'o1',
  payload: PEN,
  reason: 'out of stock',
  attempts: 3,
  failed_at: version(9),
  state: 'OPEN',
  ...overrides,
});

/** Evidence of a run in which nothing is left in flight. */
export function evidence(
  events: readonly ChaosEvent[],
  rest: Partial<Omit<Evidence, 'events'>> = {},
): Evidence {
  return {
    events: events.map((event, sequence) => ({ ...event, sequence, atMs: sequence * 10 })),
    orders: [],
    failedOrders: [],
    messagesLeft: { 'order queue': 0, 'dead-letter queue': 0 },
    executionsLeft: [],
    invocationsLeft: 0,
    cameToRest: true,
    denials: [],
    unreadCalls: [],
    visibilityTimeoutMs: 100,
    ...rest,
  };
}
