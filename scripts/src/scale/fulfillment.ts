import { longestBackoffSeconds } from 'order-model';
import { STATED_MS } from '../cost/stated-times.ts';
import { DelayLine } from './delay-line.ts';
import type { DeployedSystem } from './deployed-system.ts';
import { EventSourceScaling } from './event-source-scaling.ts';
import type { HeldBack, Share } from './held-back.ts';
import { MessageQueue } from './message-queue.ts';
import { throttle } from './sdk-retries.ts';
import type { Simulated } from './simulation.ts';

/** What the warehouse does: it works, it fails every order, or nobody asks it as fulfillment is paused. */
export type Warehouse = 'working' | 'failing' | 'paused';

/** An execution environment takes at most ten requests a second. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const REQUEST_SECONDS = 0.1;

/** Attempts of a second. */
export interface Taken {
  /** By how often their messages were received before. */
  readonly attempts: ReadonlyMap<number, number>;
  /** The share whose outcome could be written. */
  readonly recorded: Share;
}

/** From the order queue to an end: FULFILLED, or a row in failed_orders. */
export class Fulfillment {
  readonly #system: DeployedSystem;
  readonly #messagesInFlight: number;
  readonly #batchSeconds: number;
  readonly #queue = new MessageQueue();
  readonly #backingOff = new DelayLine();
  readonly #scaling: EventSourceScaling;
  #deadLetters = 0;

  constructor(simulated: Simulated, isScaledOut: boolean) {
    const { system, quotas } = simulated;
    this.#system = system;
    this.#messagesInFlight = quotas.messagesInFlight;
    this.#batchSeconds = batchSeconds(simulated);
    this.#scaling = new EventSourceScaling(system.fulfillment.maximumConcurrency, isScaledOut);
  }

  get waiting(): number {
    return this.#queue.depth;
  }

  get backingOff(): number {
    return this.#backingOff.total;
  }

  get deadLetters(): number {
    return this.#deadLetters;
  }

  oldestSeconds(second: number): number {
    return this.#queue.oldestSeconds(second);
  }

  add(second: number, orders: number): void {
    this.#queue.add(second, 0, orders);
  }

  /** How many messages would be taken in a second if nothing but queue and event source held them back. */
  wanted(second: number, warehouse: Warehouse, held: HeldBack): number {
    const inFlight = this.#backingOff.total;
    for (const [receives, amount] of this.#backingOff.take(second)) this.#queue.add(second, receives, amount);
    if (warehouse === 'paused') return 0;
    const waiting = this.#queue.depth;
    const name = this.#scaling.isAtMaximum ? 'event-source-maximum' : 'event-source-scaling';
    const wanted = waiting * held.share(name, waiting, this.#messagesPerSecond());
    return (
      wanted *
      held.share('messages-in-flight', wanted * this.#batchSeconds, this.#messagesInFlight - inFlight)
    );
  }

  /** Takes what is attempted where the tables grant so many attempts; a batch with throttled writes takes longer. */
  take(wanted: number, granted: number): Taken {
    if (wanted <= granted * (1 + 1e-9)) return { attempts: this.#queue.take(wanted), recorded: 1 };
    const { batchSize } = this.#system.fulfillment;
    // As many orders at a time as there may be, or are wanted where the maximum is lifted.
    const slots = Math.max(this.#scaling.concurrency * batchSize, wanted * this.#batchSeconds);
    const attemptsAt = (extraSeconds: number) =>
      Math.min(wanted, slots / (this.#batchSeconds + extraSeconds));
    const { attempts, recorded } = throttle(attemptsAt, granted, batchSize);
    return { attempts: this.#queue.take(attempts), recorded };
  }

  /** Ends a second: attempts that failed or could not be recorded come back. Gives the orders that are FULFILLED. */
  record(second: number, { attempts, recorded }: Taken, warehouse: Warehouse): number {
    const successRate = warehouse === 'working' ? this.#system.fulfillmentSuccessRate * recorded : 0;
    let fulfilled = 0;
    let taken = 0;
    for (const [receives, amount] of attempts) {
      taken += amount;
      fulfilled += amount * successRate;
      this.#fail(second, receives + 1, amount * (1 - successRate));
    }
    const { batchSize } = this.#system.fulfillment;
    if (warehouse !== 'paused')
      this.#scaling.adapt((taken / batchSize) * this.#batchSeconds, this.#queue.depth > taken * 1e-9);
    return fulfilled;
  }

  /** Writes dead letters to failed_orders; gives how many. */
  recordDeadLetters(held: HeldBack): number {
    const { batchSize, maximumConcurrency } = this.#system.deadLetters;
    const capacity = (maximumConcurrency * batchSize) / REQUEST_SECONDS;
    const written = this.#deadLetters * held.share('dead-letter-concurrency', this.#deadLetters, capacity);
    this.#deadLetters -= written;
    return written;
  }

  #messagesPerSecond(): number {
    return (this.#scaling.concurrency * this.#system.fulfillment.batchSize) / this.#batchSeconds;
  }

  /** Each backoff between a second and the longest is as likely as any other. */
  #fail(second: number, receives: number, amount: number): void {
    if (receives >= this.#system.maxReceiveCount) {
      this.#deadLetters += amount;
      return;
    }
    const longest = longestBackoffSeconds(receives);
    for (let delay = 1; delay <= longest; delay++)
      this.#backingOff.add(second + delay, receives, amount / longest);
  }
}

/** How long a batch of orders takes: they are attempted all at once, and the warehouse answers after a while. */
export function batchSeconds({ warehouseSeconds = 0 }: Pick<Simulated, 'warehouseSeconds'>): number {
  const ownSeconds = (STATED_MS['lambdaGbSeconds fulfill-order'] ?? 0) / 1000;
  return Math.max(REQUEST_SECONDS, ownSeconds + warehouseSeconds);
}

/** Seconds until a message is visible again after its so-many-th failure, as a mean. */
export function meanBackoffSeconds(failures: number): number {
  return (1 + longestBackoffSeconds(failures)) / 2;
}
