import type { FaultKind, FaultOptions, InjectedFault } from 'local-cloud';
import { orderIdOf } from 'order-model';
import { type OrderSystem, startOrderSystem } from '../order-system.ts';
import type { WorkflowType } from '../stack-names.ts';
import { followActivity } from './activity.ts';
import { type ChaosSystem, setWarehouseUrl } from './chaos-system.ts';
import { check, type Verdict } from './check.ts';
import type { FaultHit } from './events.ts';
import type { Evidence } from './evidence.ts';
import { createJournal } from './journal.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { resendAll, runClients } from './run-clients.ts';
import { type SystemNames, systemNames } from './system-names.ts';
import { waitForRest } from './wait-for-rest.ts';
import { startWarehouse } from './warehouse-ledger.ts';
import { planPoison, planWorkload } from './workload.ts';

export interface SeedOptions {
  readonly seed: number;
  readonly orders: number;
  readonly workflowType: WorkflowType;
  readonly clients: number;
  readonly timeScale: number;
  readonly faults: Omit<FaultOptions, 'seed'>;
}

export interface SeedResult {
  readonly options: SeedOptions;
  readonly evidence: Evidence;
  readonly verdicts: readonly Verdict[];
  readonly faults: Readonly<Record<FaultKind, number>>;
  readonly seconds: number;
}

/** How often the warehouse fulfills what it is asked: often enough for all three attempts of an order to fail. */
const SUCCESS_RATE = 0.6;
/** The latest answers of the warehouse, in visibility timeouts of the order queue. */
const LATEST_VISIBILITY_TIMEOUTS = 1.2;
/** How long a system may take to come to rest, for each timeout and backoff to pass on a slow machine. */
const REST_SECONDS = 180;

/** Runs the workload of a seed against a system of its own under the faults of the seed, and checks what came of it. */
export async function runSeed(
  cdktfOut: ChaosSystem,
  options: SeedOptions,
  signal: AbortSignal,
): Promise<SeedResult> {
  const { seed, orders, timeScale } = options;
  const startedAt = performance.now();
  const recorder = createRecorder();
  const activity = followActivity(recorder.record);
  let names: SystemNames | undefined;
  const journal = createJournal(() => names, recorder.record);
  let visibilityTimeoutMs = 0;
  const stops: (() => unknown)[] = [];
  try {
    const warehouse = await startWarehouse({
      seed,
      successRate: SUCCESS_RATE,
      latestMs: () => LATEST_VISIBILITY_TIMEOUTS * visibilityTimeoutMs,
      onAsked: recorder.record,
    });
    stops.push(warehouse.stop);
    const system = await startOrderSystem({
      cdktfOut: cdktfOut(options.workflowType),
      prepareStack: (stackDirectory) => setWarehouseUrl(stackDirectory, warehouse.url),
      timeScale,
      // More processes than cores would only start slowly, and killed ones are started again all the time.
      maxEnvironmentsPerFunction: 2,
      onLog: activity.onLog,
      onCall: journal.onCall,
      onFault: (fault) => recorder.record(faultHit(fault, names)),
      // What goes wrong under faults is what is wanted; whether it does harm is the checker's to say.
      onProblem: () => {},
    });
    stops.push(system.stop);
    const { cloud, apiUrl } = system;
    names = systemNames(cloud.stack, system.names);
    const { queues } = cloud.stack;
    visibilityTimeoutMs =
      ((queues.find(({ redrivePolicy }) => redrivePolicy)?.visibilityTimeoutSeconds ?? 0) * 1000) / timeScale;

    cloud.faults.start({ ...options.faults, seed });
    await sendPoison(system, seed, recorder);
    const plans = planWorkload(seed, orders);
    const clients = { apiUrl, seed, timeScale, record: recorder.record, signal, clients: options.clients };
    await runClients(plans, clients);
    cloud.faults.stop();
    await resendAll(plans, clients);
    signal.throwIfAborted();
    const resting = await waitForRest({
      recorder,
      activity,
      system,
      names,
      timeoutSeconds: REST_SECONDS,
      signal,
    });
    const evidence = {
      ...resting,
      events: recorder.events,
      denials: cloud.iam.denials(),
      unreadCalls: journal.problems,
      visibilityTimeoutMs,
    };
    const seconds = (performance.now() - startedAt) / 1000;
    return { options, evidence, verdicts: check(evidence), faults: cloud.faults.counts(), seconds };
  } finally {
    for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
  }
}

function faultHit({ kind, target, principal, detail = '' }: InjectedFault, names?: SystemNames): FaultHit {
  const by = principal === undefined ? undefined : names?.callerOf(principal);
  return { kind: 'fault', fault: kind, target, detail, ...(by !== undefined && { by }) };
}

/** Puts messages on the order queue that no workflow sends. */
async function sendPoison(system: OrderSystem, seed: number, { record }: Recorder): Promise<void> {
  const bodies = planPoison(seed);
  const messageIds = await system.send(bodies);
  for (const [index, messageId] of messageIds.entries()) {
    const body = bodies[index] ?? '';
    const orderId = orderIdOf(body);
    record({ kind: 'poison', messageId, body, ...(orderId !== undefined && { orderId }) });
  }
}
