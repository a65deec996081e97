import type { OrderStatus } from 'order-model';

/** What a client sends: an order, or what an invalid one has in the place of its fields. */
export interface SentContent {
  readonly order_id: string;
  readonly product?: unknown;
  readonly quantity?: unknown;
  /** What is wrong with the body as a whole. */
  readonly malformed?: 'not JSON' | 'too large';
}

/** A client sends a request; `request` tells the requests of one run apart. */
interface RequestSent {
  readonly kind: 'sent';
  readonly orderId: string;
  readonly request: number;
  readonly content: SentContent;
  /** Sent once more when the faults were over. */
  readonly isLast?: true;
}

/** What a client got for a request. */
export interface RequestAnswered {
  readonly kind: 'answered';
  readonly orderId: string;
  readonly request: number;
  readonly content: SentContent;
  /** Absent: the connection broke, or the client hung up. */
  readonly status?: number;
  /** What the body says of the order, or why there is no answer. */
  readonly detail?: string;
  readonly isLast?: true;
}

/** A successful write to the orders table. */
export interface OrderWritten {
  readonly kind: 'written';
  readonly orderId: string;
  readonly by: string;
  readonly status: OrderStatus;
  readonly updatedAt: string;
  /** Of a write of the whole order. */
  readonly content?: SentContent;
}

/** A read of an order by the function that fulfills it. */
export interface OrderRead {
  readonly kind: 'read';
  readonly orderId: string;
  /** The execution environment that asked. */
  readonly environment: string;
  /** Absent: there is no such order. */
  readonly status?: OrderStatus;
  readonly updatedAt?: string;
}

/** A row written to failed_orders. */
interface RowWritten {
  readonly kind: 'row';
  readonly orderId?: string;
  readonly failedOrderId: string;
}

export type QueueName = 'order queue' | 'dead-letter queue';

/** What happened to a message, as its queue saw it. */
export interface MessageMoved {
  readonly kind: 'message';
  readonly what: 'sent' | 'received' | 'deleted';
  readonly queue: QueueName;
  readonly messageId: string;
  readonly orderId?: string;
  readonly receiveCount?: string;
  /** Of a message that is sent. */
  readonly content?: SentContent;
}

/** A message that the run itself puts on the order queue, past API and workflow. */
interface PoisonSent {
  readonly kind: 'poison';
  readonly orderId?: string;
  readonly messageId: string;
  readonly body: string;
}

/** What an execution of the workflow does. */
export interface ExecutionStep {
  readonly kind: 'execution';
  readonly orderId: string;
  readonly execution: string;
  readonly what: 'starts' | 'enters SendToQueue' | 'ends';
}

/** What the warehouse decided on one request to fulfill an order. */
export interface WarehouseAsked {
  readonly kind: 'asked';
  readonly orderId: string;
  readonly idempotencyKey: string;
  readonly environment: string;
  /** The order as the function had read it. */
  readonly status: OrderStatus;
  readonly updatedAt: string;
  readonly outcome: 'FULFILLED' | 'FAILED';
  /** Whether this is the request on which the warehouse fulfilled the order. */
  readonly fulfilled: boolean;
  /** What the function got to know of the outcome. */
  readonly answer: 'told' | 'told late' | 'HTTP 503' | 'connection reset';
}

/** A fault that was injected; which order it hit is not known. */
export interface FaultHit {
  readonly kind: 'fault';
  readonly orderId?: undefined;
  /** Whose call it hit: a function by its package name. */
  readonly by?: string;
  readonly fault: string;
  readonly target: string;
  readonly detail: string;
}

export type ChaosEvent =
  | RequestSent
  | RequestAnswered
  | OrderWritten
  | OrderRead
  | RowWritten
  | MessageMoved
  | PoisonSent
  | ExecutionStep
  | WarehouseAsked
  | FaultHit;

/** An event with its place in the order of all of them and its time since the start, in milliseconds. */
export type Recorded<Event = ChaosEvent> = Event & { readonly sequence: number; readonly atMs: number };
