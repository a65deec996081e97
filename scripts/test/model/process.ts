import type { OrderStatus } from 'order-model';
import type { Scheduler } from './scheduler.ts';

export interface ProcessOptions {
  /** Whether it may be killed; a STANDARD execution may not. */
  readonly mayDie?: boolean;
  /** Whether its caller may stop waiting for it while it goes on, as a task of a workflow that times out. */
  readonly mayBeAbandoned?: boolean;
}

/** Something that makes calls on ports and may end between any two of them: an invocation, an execution, an operator. */
export class Process {
  readonly name: string;
  readonly mayDie: boolean;
  readonly mayBeAbandoned: boolean;
  /** How many of its calls met a fault, and how many of them changed an order. */
  faults = 0;
  writes = 0;
  /** Per order: how often it was read and not FULFILLED, less how often the warehouse was asked since. */
  readonly mayAsk = new Map<string, number>();
  /** Per order: how many messages of it this delivery brought. */
  readonly messages = new Map<string, number>();
  /** Per order: what it was when this process last stored it, whatever the process was answered. */
  readonly met = new Map<string, OrderStatus | undefined>();
  readonly #scheduler: Scheduler;
  readonly #giveUp: (error: Error) => void;

  constructor(
    name: string,
    scheduler: Scheduler,
    giveUp: (error: Error) => void,
    { mayDie = true, mayBeAbandoned = false }: ProcessOptions,
  ) {
    this.name = name;
    this.mayDie = mayDie;
    this.mayBeAbandoned = mayBeAbandoned;
    this.#scheduler = scheduler;
    this.#giveUp = giveUp;
  }

  /** A call on a port: happens, and is answered, when the scheduler says so. `choice` is what chance holds for it. */
  call<Result>(name: string, effect: (choice: number) => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#scheduler.add({
        process: this,
        name,
        effect,
        resolve: resolve as (value: unknown) => void,
        reject,
      });
    });
  }

  /** Ends it where it stands; its caller is told, nothing else ever happens in it. */
  kill(): void {
    this.#scheduler.end(this);
    this.#giveUp(new Error('killed'));
  }

  /** Its caller waits no longer; it goes on. */
  abandon(): void {
    this.#giveUp(new Error('timed out'));
  }
}
