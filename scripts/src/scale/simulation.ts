import type { AwsQuotas } from './aws-quotas.ts';
import { Clients } from './clients.ts';
import type { DeployedSystem } from './deployed-system.ts';
import { Fulfillment, type Taken, type Warehouse } from './fulfillment.ts';
import { HeldBack } from './held-back.ts';
import type { LimitName } from './limit-name.ts';
import type { OrderUsage } from './order-usage.ts';
import { type Flows, SharedLimits } from './shared-limits.ts';
import { TokenBucket } from './token-bucket.ts';

/** What is simulated. */
export interface Simulated {
  readonly system: DeployedSystem;
  readonly quotas: AwsQuotas;
  readonly usage: OrderUsage;
  /** How long the warehouse takes for an order; absent: it answers at once, as the simulated one does. */
  readonly warehouseSeconds?: number;
}

export interface SimulationOptions {
  /** Limits that are taken to be raised out of the way. */
  readonly lifted?: ReadonlySet<LimitName>;
  /** `idle`: bursts are saved up, little is scaled out. `busy`: no burst is left, everything is scaled out. */
  readonly start?: 'idle' | 'busy';
}

/** A second of the simulated system: what happened in it, and where orders are at its end. */
export interface Second {
  readonly second: number;
  /** New orders, and all requests with those that come again. */
  readonly arrivals: number;
  readonly requests: number;
  readonly accepted: number;
  /** Requests answered with 429 or 503. */
  readonly refused: number;
  readonly fulfilled: number;
  readonly failed: number;
  /** Orders not accepted yet. */
  readonly atClients: number;
  /** Orders in executions of a STANDARD workflow. */
  readonly inWorkflow: number;
  /** Visible messages of the order queue, and how long the oldest is visible. */
  readonly inQueue: number;
  readonly oldestSeconds: number;
  readonly backingOff: number;
  readonly deadLetters: number;
  readonly heldBack: ReadonlyMap<LimitName, number>;
}

/** The deployed system in steps of a second: amounts, not single orders, so that chance is its own mean. */
export class Simulation {
  readonly #simulated: Simulated;
  readonly #held: HeldBack;
  readonly #clients = new Clients();
  readonly #fulfillment: Fulfillment;
  readonly #shared: SharedLimits;
  readonly #buckets: readonly (readonly [LimitName, TokenBucket])[];
  readonly #transitions: TokenBucket;
  #inWorkflow = 0;
  #second = 0;

  constructor(simulated: Simulated, { lifted = new Set(), start = 'idle' }: SimulationOptions = {}) {
    const { system, quotas } = simulated;
    const isIdle = start === 'idle';
    this.#simulated = simulated;
    this.#held = new HeldBack(lifted);
    this.#fulfillment = new Fulfillment(simulated, !isIdle);
    this.#shared = new SharedLimits(simulated, this.#held, !isIdle);
    const stage = { rate: system.apiThrottlingRateLimit, burst: system.apiThrottlingBurstLimit };
    this.#buckets = [
      ['api-throttle', new TokenBucket(stage, isIdle)],
      ['account-api-throttle', new TokenBucket(quotas.apiRequests, isIdle)],
      ...(system.workflowType === 'STANDARD'
        ? [['workflow-starts', new TokenBucket(quotas.standardStarts, isIdle)] as const]
        : []),
    ];
    this.#transitions = new TokenBucket(quotas.stateTransitions, isIdle);
  }

  step(arrivals: number, warehouse: Warehouse = 'working'): Second {
    const second = this.#second++;
    const isExpress = this.#simulated.system.workflowType === 'EXPRESS';
    const requests = this.#clients.offer(second, arrivals);
    const wanted: Flows = {
      start: this.#withinBuckets(requests),
      store: isExpress ? 0 : this.#withinTransitions(),
      attempt: this.#fulfillment.wanted(second, warehouse, this.#held),
    };
    const running = this.#shared.withinLambda(wanted);
    const granted = this.#shared.withinTables(running, warehouse);
    const taken = this.#fulfillment.take(running.attempt, granted.attempt);
    const attempts = amountOf(taken);
    this.#shared.consume(
      { ...granted, attempt: attempts * taken.recorded },
      attempts === 0 ? 1 : (taken.attempts.get(0) ?? 0) / attempts,
    );

    const accepted = granted.start;
    this.#clients.answer(second, requests === 0 ? 1 : accepted / requests);
    this.#transitions.take(granted.store * this.#simulated.usage.stateTransitions);
    const queued = isExpress ? accepted : granted.store;
    this.#inWorkflow += accepted - queued;
    this.#fulfillment.add(second, queued);
    const fulfilled = this.#fulfillment.record(second, taken, warehouse);
    const failed = this.#fulfillment.recordDeadLetters(this.#held);
    return {
      second,
      arrivals,
      requests,
      accepted,
      refused: requests - accepted,
      fulfilled,
      failed,
      atClients: this.#clients.waiting,
      inWorkflow: this.#inWorkflow,
      inQueue: this.#fulfillment.waiting,
      oldestSeconds: this.#fulfillment.oldestSeconds(second),
      backingOff: this.#fulfillment.backingOff,
      deadLetters: this.#fulfillment.deadLetters,
      heldBack: this.#held.next(),
    };
  }

  /** Requests that API and workflow let in: each takes a token, whatever becomes of it behind them. */
  #withinBuckets(requests: number): number {
    let passed = requests;
    for (const [name, bucket] of this.#buckets) {
      passed *= this.#held.share(name, passed, bucket.refill());
      bucket.take(passed);
    }
    return passed;
  }

  /** Executions that may go on. */
  #withinTransitions(): number {
    const { stateTransitions } = this.#simulated.usage;
    const wanted = this.#inWorkflow * stateTransitions;
    return this.#inWorkflow * this.#held.share('state-transitions', wanted, this.#transitions.refill());
  }
}

function amountOf({ attempts }: Taken): number {
  return [...attempts.values()].reduce((sum, amount) => sum + amount, 0);
}
