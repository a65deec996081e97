import { nextTick } from 'node:process';
import { type CallOutcome, outageOf, outcomeOf } from './call-outcome.ts';
import type { Plan } from './plan.ts';
import { Process, type ProcessOptions } from './process.ts';

/** A call that waits for the scheduler. */
export interface PendingCall {
  readonly process: Process;
  readonly name: string;
  readonly effect: (choice: number) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Something that can happen next; `choice` (0 to 255) says how, 0 being the plainest way. */
export type Step = (choice: number) => Promise<void> | void;

/** Told of each call that was answered or not. */
export type OnCall = (call: PendingCall, outcome: CallOutcome, result: unknown) => void;

/** Lets one call at a time happen: what runs at once in production runs here in an order that is chosen. */
export class Scheduler {
  readonly running = new Set<Process>();
  #pending: PendingCall[] = [];
  readonly #onCall: OnCall;
  readonly #outage: { readonly calls: string; left: number };

  constructor(outage: Plan['outage'], onCall: OnCall) {
    this.#outage = { calls: outage.calls, left: outage.count };
    this.#onCall = onCall;
  }

  /** Runs something as a process; rejects when it fails, is killed or abandoned. */
  start<Result>(
    name: string,
    run: (process: Process) => Promise<Result>,
    options: ProcessOptions = {},
  ): Promise<Result> {
    return new Promise((resolve, reject) => {
      const process = new Process(name, this, reject, options);
      this.running.add(process);
      run(process)
        .then(resolve, reject)
        .finally(() => this.running.delete(process));
    });
  }

  add(call: PendingCall): void {
    this.#pending.push(call);
  }

  end(process: Process): void {
    this.running.delete(process);
    this.#pending = this.#pending.filter((call) => call.process !== process);
  }

  /** One step for each call that waits, the oldest first. */
  steps(): Step[] {
    return this.#pending.map((call) => (choice) => this.#resume(call, choice));
  }

  /** Until every process waits for a call or has ended: Node ends all promises there are before it ticks. */
  settle(): Promise<void> {
    return new Promise((resolve) => nextTick(resolve));
  }

  /** Ends the outage: from here on services answer. */
  endOutage(): void {
    this.#outage.left = 0;
  }

  #isDown({ name }: PendingCall): boolean {
    return name.startsWith(this.#outage.calls) && this.#outage.left-- > 0;
  }

  async #resume(call: PendingCall, choice: number): Promise<void> {
    const { process } = call;
    const outcome = this.#isDown(call) ? outageOf(choice) : outcomeOf(choice, process);
    const answer = choice >> 4;
    this.#pending = this.#pending.filter((each) => each !== call);
    if (outcome !== 'answered') process.faults++;
    let result: unknown;
    try {
      if (outcome !== 'refused' && outcome !== 'killed before') result = await call.effect(answer);
      if (outcome === 'sent twice') result = await call.effect(answer);
    } catch (error) {
      this.#onCall(call, outcome, error);
      return call.reject(error);
    }
    this.#onCall(call, outcome, result);
    if (outcome === 'refused' || outcome === 'answer lost') return call.reject(new Error(outcome));
    if (outcome === 'killed before' || outcome === 'killed after') return process.kill();
    if (outcome === 'caller timed out') process.abandon();
    call.resolve(result);
  }
}
