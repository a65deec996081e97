import { type OrderContent, parseOrder } from 'order-model';
import { FailedOrdersTable } from './failed-orders-table.ts';
import type { Invariant } from './invariants.ts';
import { type Message, MessageQueue } from './message-queue.ts';
import { OrdersTable } from './orders-table.ts';
import { MAX_RECEIVE_COUNT, type Plan } from './plan.ts';
import type { Process } from './process.ts';
import { Scheduler } from './scheduler.ts';
import { type Situation, situationOf } from './situations.ts';
import type { Subject } from './subject.ts';
import { Timeline } from './timeline.ts';
import { Warehouse } from './warehouse.ts';

const START = Date.parse('2026-01-02T03:04:05.000Z');

/** Everything an order can be in, and what the model knows of it. */
export class World {
  readonly plan: Plan;
  readonly subject: Subject;
  readonly timeline = new Timeline();
  readonly scheduler: Scheduler;
  readonly reached = new Set<Situation>();
  readonly orders: OrdersTable;
  readonly failedOrders = new FailedOrdersTable();
  readonly warehouse = new Warehouse(this);
  readonly deadLetterQueue = new MessageQueue();
  readonly orderQueue = new MessageQueue({
    receiveCount: MAX_RECEIVE_COUNT,
    onDead: (message) => this.#receiveDeadLetter(message),
  });
  /** What clients were told is accepted. */
  readonly accepted = new Map<string, OrderContent>();
  /** The order each execution that is not over takes in. */
  readonly executions = new Map<string, string>();
  /** The first broken invariant: what follows may follow from it. */
  broken: { readonly invariant: Invariant; readonly detail: string } | undefined;
  isDraining = false;
  #ticks = 0;
  #ids = 0;

  constructor(plan: Plan, subject: Subject) {
    this.plan = plan;
    this.subject = subject;
    this.scheduler = new Scheduler(plan.outage, (call, outcome, result) => {
      const situation = situationOf(call, outcome);
      if (situation) this.reached.add(situation);
      this.timeline.add(call, outcome, result);
    });
    this.orders = new OrdersTable(subject.createOrderStore(), this);
  }

  /** Tells that an invariant does not hold; thrown after the step, as what a use case is thrown it may catch. */
  breaks(invariant: Invariant, detail: string): void {
    this.broken ??= { invariant, detail };
  }

  tick(): void {
    this.#ticks++;
  }

  /** The clock of a process: it ticks with every other step, and those of two machines disagree. */
  clockOf({ name }: Process): () => Date {
    const skew = (name.charCodeAt(name.length - 1) % 3) * 4;
    return () => new Date(START + (this.#ticks >> 1) + skew);
  }

  newId(prefix: string): string {
    this.#ids++;
    return `${prefix}${this.#ids}`;
  }

  sendMessage(
    queue: MessageQueue,
    body: string,
    options: Pick<Message, 'reason' | 'isDelayed'> = {},
  ): string {
    const messageId = this.newId('m');
    const orderId = validOrderId(body);
    queue.send({ messageId, body, orderId, receiveCount: 0, isVisible: true, ...options });
    return messageId;
  }

  /** Whether something is on its way that will end the order. */
  isInFlight(orderId: string): boolean {
    return (
      [...this.executions.values()].includes(orderId) ||
      [this.orderQueue, this.deadLetterQueue].some((queue) => queue.holds(orderId))
    );
  }

  #receiveDeadLetter(message: Message): void {
    this.reached.add('dead letter');
    this.timeline.note('SQS', `${message.messageId} moved to order_dlq`);
    this.deadLetterQueue.send({ ...message, isVisible: true });
  }
}

function validOrderId(body: string): string | undefined {
  try {
    return parseOrder(JSON.parse(body)).order_id;
  } catch {
    return undefined;
  }
}
