import { type FaultKind, type FaultOptions, startLocalCloud } from 'local-cloud';
import { followActivity } from './activity.ts';
import { type ChaosSystem, setWarehouseUrl, type WorkflowType } from './chaos-system.ts';
import { check, type Verdict } from './check.ts';
import type { Evidence } from './evidence.ts';
import { createJournal } from './journal.ts';
import { createRecorder } from './recorder.ts';
import { runClients } from './run-clients.ts';
import { type SystemNames, systemNames } from './system-names.ts';
import { readSystemState } from './system-state.ts';
import { waitForRest } from './wait-for-rest.ts';
import { startWarehouse } from './warehouse-ledger.ts';
import { planWorkload } from './workload.ts';

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
  system: ChaosSystem,
  options: SeedOptions,
  signal: AbortSignal,
): Promise<SeedResult> {
  const { seed, orders, workflowType, clients, timeScale } = options;
  const startedAt = performance.now();
  const recorder = createRecorder();
  const activity = followActivity();
  let names: SystemNames | undefined;
  const journal = createJournal(() => names, recorder.record);
  let latestMs = 0;
  const stops: (() => unknown)[] = [];
  try {
    const warehouse = await startWarehouse({
      seed,
      successRate: SUCCESS_RATE,
      latestMs: () => latestMs,
      onAsked: recorder.record,
    });
    stops.push(warehouse.stop);
    const stackDirectory = system.stackDirectory(workflowType);
    setWarehouseUrl(stackDirectory, warehouse.url);
    const cloud = await startLocalCloud({
      stackDirectory,
      apiPort: 0,
      gatewayPort: 0,
      timeScale,
      // More processes than cores would only start slowly, and killed ones are started again all the time.
      maxEnvironmentsPerFunction: 2,
      onLog: activity.onLog,
      onCall: journal.onCall,
      onFault: ({ kind, target, detail = '' }) =>
        recorder.record({ kind: 'fault', fault: kind, target, detail }),
      // What goes wrong under faults is what is wanted; whether it does harm is the checker's to say.
      onProblem: () => {},
    });
    stops.push(cloud.stop);
    names = systemNames(cloud.stack, system.tables);
    const visibilitySeconds = Math.max(...cloud.stack.queues.map((queue) => queue.visibilityTimeoutSeconds));
    latestMs = (LATEST_VISIBILITY_TIMEOUTS * visibilitySeconds * 1000) / timeScale;
    const state = readSystemState(cloud.gatewayUrl, cloud.stack.region, names);
    stops.push(state.close);

    cloud.faults.start({ ...options.faults, seed });
    const [apiUrl = ''] = cloud.apiUrls;
    const client = { apiUrl, seed, timeScale, record: recorder.record, signal };
    await runClients(planWorkload(seed, orders), { ...client, clients });
    cloud.faults.stop();
    signal.throwIfAborted();
    const evidence = await waitForRest({ recorder, activity, state, timeoutSeconds: REST_SECONDS, signal });
    const [problem] = journal.problems;
    if (problem) throw problem;
    const faults = cloud.faults.counts();
    return { options, evidence, verdicts: check(evidence), faults, seconds: secondsSince(startedAt) };
  } finally {
    for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
  }
}

function secondsSince(startedAt: number): number {
  return (performance.now() - startedAt) / 1000;
}
