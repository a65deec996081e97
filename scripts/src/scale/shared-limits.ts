import { batchSeconds, REQUEST_SECONDS, type Warehouse } from './fulfillment.ts';
import type { HeldBack, Share } from './held-back.ts';
import { LambdaScaling } from './lambda-scaling.ts';
import type { LimitName } from './limit-name.ts';
import { OnDemandCapacity } from './on-demand-capacity.ts';
import type { Steps } from './order-usage.ts';
import type { Simulated } from './simulation.ts';

/** Per second: workflows that start, orders that a STANDARD one stores, attempts to fulfill. An EXPRESS start stores, too. */
export type Flows = Steps;

/** What taking orders in and fulfilling them share: the concurrency of the account, and the tables. */
export class SharedLimits {
  readonly #simulated: Simulated;
  readonly #units: ReturnType<typeof withStores>;
  readonly #concurrency: Steps;
  readonly #held: HeldBack;
  readonly #intake: LambdaScaling;
  readonly #table: OnDemandCapacity;
  readonly #index: OnDemandCapacity;
  readonly #reads: OnDemandCapacity;
  /** Of the attempts of the second before, the share of those that were their orders' first. */
  #firstAttempts: Share = 1;

  constructor(simulated: Simulated, held: HeldBack, isScaledOut: boolean) {
    const { lambdaScaling, newTable } = simulated.quotas;
    this.#simulated = simulated;
    this.#units = withStores(simulated);
    this.#concurrency = concurrency(simulated);
    this.#held = held;
    this.#intake = new LambdaScaling(lambdaScaling, isScaledOut);
    this.#table = new OnDemandCapacity(newTable.write);
    this.#index = new OnDemandCapacity(newTable.write);
    this.#reads = new OnDemandCapacity(newTable.read);
  }

  /** What can run at the same time. */
  withinLambda(wanted: Flows): Flows {
    const { quotas } = this.#simulated;
    const flows = this.#within('lambda-concurrency', wanted, this.#concurrency, quotas.lambdaConcurrency);
    // api-handler grows as fast as the functions behind it.
    const growth = this.#held.share('lambda-scaling', flows.start * REQUEST_SECONDS, this.#intake.next());
    this.#intake.use(flows.start * growth * REQUEST_SECONDS);
    return { ...flows, start: flows.start * growth };
  }

  /**
   * What the tables grant. Orders that come in go first: SDK and workflow together try each a dozen times, the SDK alone an
   * attempt four times.
   */
  withinTables(wanted: Flows, warehouse: Warehouse): Flows {
    const limits = this.#tableLimits(warehouse);
    let intake: Flows = { ...wanted, attempt: 0 };
    for (const { name, each, capacity } of limits) intake = this.#within(name, intake, each, capacity);
    let { attempt } = wanted;
    for (const { name, each, capacity } of limits) {
      if (each.attempt === 0) continue;
      const left = (capacity - sum(intake, each)) / each.attempt;
      attempt *= this.#held.share(name, attempt, left);
    }
    return { ...intake, attempt };
  }

  /** Ends a second in which this was written and read. */
  consume(flows: Flows, first: Share): void {
    const { tableWrites, indexWrites, reads } = this.#units;
    this.#table.consume(sum(flows, tableWrites));
    this.#index.consume(sum(flows, indexWrites));
    this.#reads.consume(sum(flows, reads));
    this.#firstAttempts = first;
  }

  #tableLimits(warehouse: Warehouse): readonly TableLimit[] {
    const { quotas, system } = this.#simulated;
    const { tableWrites, indexWrites, reads } = this.#units;
    const shards = system.statusShards * quotas.partition.write;
    return [
      ...statusWrites(this.#simulated, this.#firstAttempts, warehouse).map(
        (each): TableLimit => ({ name: 'status-shards', each, capacity: shards }),
      ),
      { name: 'new-index-writes', each: indexWrites, capacity: this.#index.unitsPerSecond },
      { name: 'index-writes', each: indexWrites, capacity: quotas.table.write },
      { name: 'new-table-writes', each: tableWrites, capacity: this.#table.unitsPerSecond },
      { name: 'table-writes', each: tableWrites, capacity: quotas.table.write },
      { name: 'new-table-reads', each: reads, capacity: this.#reads.unitsPerSecond },
      { name: 'table-reads', each: reads, capacity: quotas.table.read },
    ];
  }

  /** Every flow loses the same share. */
  #within(name: LimitName, flows: Flows, each: Steps, capacity: number): Flows {
    const share = this.#held.share(name, sum(flows, each), capacity);
    if (share === 1) return flows;
    const part = (step: keyof Steps) => (each[step] === 0 ? flows[step] : flows[step] * share);
    return { start: part('start'), store: part('store'), attempt: part('attempt') };
  }
}

interface TableLimit {
  readonly name: LimitName;
  readonly each: Steps;
  readonly capacity: number;
}

function sum(flows: Flows, each: Steps): number {
  return flows.start * each.start + flows.store * each.store + flows.attempt * each.attempt;
}

/** Execution environments that each step takes: api-handler, validator and order-storage, and a share of a batch. */
export function concurrency(simulated: Simulated): Steps {
  const { system } = simulated;
  const isExpress = system.workflowType === 'EXPRESS';
  return {
    start: REQUEST_SECONDS * (isExpress ? 3 : 1),
    store: REQUEST_SECONDS * 2,
    attempt: batchSeconds(simulated) / system.fulfillment.batchSize,
  };
}

/** Units of the tables; an EXPRESS start stores the order. */
export function withStores({ system, usage }: Pick<Simulated, 'system' | 'usage'>) {
  const { tableWrites, indexWrites, reads } = usage;
  if (system.workflowType === 'STANDARD') return { tableWrites, indexWrites, reads };
  const atStart = (steps: Steps): Steps => ({ ...steps, start: steps.start + steps.store });
  return { tableWrites: atStart(tableWrites), indexWrites: atStart(indexWrites), reads: atStart(reads) };
}

/** Writes to the partitions of each status in the index: an attempt takes the order out of one and puts it into another. */
function statusWrites({ system }: Simulated, first: Share, warehouse: Warehouse): Steps[] {
  const fulfilled = warehouse === 'working' ? system.fulfillmentSuccessRate : 0;
  const isExpress = system.workflowType === 'EXPRESS';
  return [
    { start: isExpress ? 1 : 0, store: 1, attempt: first },
    { start: 0, store: 0, attempt: fulfilled },
    { start: 0, store: 0, attempt: 1 - fulfilled + (1 - first) },
  ];
}
