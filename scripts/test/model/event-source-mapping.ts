import type { MessageQueue, SqsRecord } from './message-queue.ts';
import type { Process } from './process.ts';
import type { Step } from './scheduler.ts';
import type { World } from './world.ts';

const CONCURRENCY = 3;
const BATCH_SIZE = 3;

/** A function and the queue that feeds it. */
export interface Consumer {
  readonly name: string;
  readonly queue: MessageQueue;
  readonly handle: (
    records: readonly SqsRecord[],
    process: Process,
  ) => ReturnType<World['subject']['processOrders']>;
  /** What must be true of a message that is done with. */
  readonly checkDone: (messageId: string) => void;
}

/** An event source mapping: feeds the function, and deletes what it did not report; any message may come again earlier. */
export class EventSourceMapping {
  readonly #world: World;
  readonly #consumer: Consumer;
  /** The orders of the deliveries under way. */
  readonly #deliveries = new Map<string, readonly (string | undefined)[]>();

  constructor(world: World, consumer: Consumer) {
    this.#world = world;
    this.#consumer = consumer;
  }

  steps(): Step[] {
    const { queue } = this.#consumer;
    const inFlight = queue.inFlight();
    const steps: Step[] = [];
    if (queue.visible().length > 0 && this.#deliveries.size < CONCURRENCY)
      steps.push((choice) => this.#receive(choice));
    if (inFlight.length > 0)
      steps.push((choice) => this.#expire(inFlight[choice % inFlight.length]?.messageId ?? ''));
    return steps;
  }

  #expire(messageId: string): void {
    this.#world.timeline.note('SQS', `${messageId} is visible again`);
    this.#consumer.queue.expire(messageId);
  }

  #receive(choice: number): void {
    const records = this.#consumer.queue.receive(1 + (choice % BATCH_SIZE), choice >> 2);
    if (records.length > 0) void this.#deliver(records);
  }

  async #deliver(records: readonly SqsRecord[]): Promise<void> {
    const { reached, scheduler, timeline } = this.#world;
    const name = this.#world.newId(`${this.#consumer.name} `);
    const orderIds = records.map((record) => this.#orderIdOf(record));
    const others = [...this.#deliveries.values()].flat();
    if (orderIds.some((id) => id && others.includes(id))) reached.add('two deliveries of an order at once');
    if (records.length > 1 && orderIds.includes(undefined)) reached.add('batch with a poison message');
    const received = records.map(
      ({ messageId, attributes }, index) =>
        `${messageId} of ${orderIds[index] ?? 'no order'} (receive ${attributes.ApproximateReceiveCount})`,
    );
    timeline.note(name, `gets ${received.join(', ')}`);
    this.#deliveries.set(name, orderIds);
    try {
      await scheduler.start(name, (process) => this.#invoke(records, process));
    } catch {
      // Killed, or the function threw: its messages come back after their visibility timeout.
    } finally {
      this.#deliveries.delete(name);
    }
  }

  async #invoke(records: readonly SqsRecord[], process: Process): Promise<void> {
    const world = this.#world;
    const { handle } = this.#consumer;
    const isFulfilled = (record: SqsRecord) =>
      world.orders.latest.get(this.#orderIdOf(record) ?? '')?.status === 'FULFILLED';
    for (const id of records.flatMap((record) => this.#orderIdOf(record) ?? []))
      process.messages.set(id, (process.messages.get(id) ?? 0) + 1);
    const fulfilled = records.filter(isFulfilled).map(({ messageId }) => messageId);
    const { batchItemFailures } = await handle(records, process).catch((error: unknown) => {
      world.breaks('batch', `${process.name} threw: ${error}`);
      throw error;
    });
    const failed = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    world.timeline.note(process.name, `reports ${failed.join(', ') || 'no failure'}`);
    const innocent = fulfilled.find((messageId) => failed.includes(messageId));
    if (process.faults === 0 && innocent)
      world.breaks('batch', `${process.name} reported ${innocent}, whose order was FULFILLED before`);
    const done = records.filter(({ messageId }) => !failed.includes(messageId));
    if (done.length > 0) await this.#delete(done, process);
  }

  async #delete(records: readonly SqsRecord[], process: Process): Promise<void> {
    const { checkDone, queue } = this.#consumer;
    const { staleReceiptsDelete } = this.#world.plan;
    await process.call(`deletes ${records.map(({ messageId }) => messageId).join(', ')}`, async () => {
      for (const { messageId, attributes } of records) {
        const message = queue.get(messageId);
        const isStale = message?.receiveCount !== Number(attributes.ApproximateReceiveCount);
        checkDone(messageId);
        if (!isStale || staleReceiptsDelete) queue.delete(messageId);
      }
    });
  }

  #orderIdOf({ messageId }: SqsRecord): string | undefined {
    return this.#consumer.queue.get(messageId)?.orderId;
  }
}
