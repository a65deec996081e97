import { LambdaClient } from '@aws-sdk/client-lambda';
import type { Denial, GrantUsage } from 'local-cloud';
import { type OrderSystemOptions, startOrderSystem } from '../order-system.ts';
import { CASES, type CaseSystem, FAULT_CASES, type OrderFlowCase } from './order-flow-cases.ts';

export type WorkflowType = 'EXPRESS' | 'STANDARD';

/** What the order-flow suite saw. */
export interface SuiteResult {
  readonly usage: readonly GrantUsage[];
  readonly denials: readonly Denial[];
  /** Of each case that failed: its name and why. */
  readonly failures: readonly { readonly name: string; readonly error: unknown }[];
}

export interface SuiteOptions extends Pick<OrderSystemOptions, 'artifactsDirectory' | 'prepareStack'> {
  readonly onCase?: (name: string) => void;
  /** Ends the run early, with the reason of the signal. */
  readonly signal?: AbortSignal;
}

/** Runs every order-flow case on a system of its own. */
export async function runCases(workflowType: WorkflowType, options: SuiteOptions): Promise<SuiteResult> {
  const { onCase, signal, ...systemOptions } = options;
  const denials: Denial[] = [];
  const system = await startCaseSystem(workflowType, {
    ...systemOptions,
    onDenied: (denial) => denials.push(denial),
  });
  const failures: SuiteResult['failures'][number][] = [];
  const runOne = async (each: OrderFlowCase) => {
    try {
      await each.run(system);
    } catch (error) {
      failures.push({ name: each.name, error });
    }
    onCase?.(each.name);
  };
  try {
    await Promise.race([runAll(system, runOne), ...(signal ? [aborted(signal)] : [])]);
    return { usage: system.cloud.iam.usage(), denials, failures };
  } finally {
    await system.stop();
  }
}

/** Runs order-flow cases until a call is denied, and returns that denial; undefined when every case went as it should. */
export async function firstDenial(
  workflowType: WorkflowType,
  options: Pick<SuiteOptions, 'artifactsDirectory' | 'prepareStack'>,
): Promise<Denial | undefined> {
  const denied = Promise.withResolvers<Denial>();
  const system = await startCaseSystem(workflowType, { ...options, onDenied: denied.resolve });
  const running = runAll(system, (each) => each.run(system));
  // What still waits for an order that will never end has nothing to say once the system is gone.
  running.catch(() => {});
  try {
    return await Promise.race([denied.promise, running]);
  } finally {
    await system.stop();
  }
}

async function runAll(
  { cloud }: CaseSystem,
  runOne: (each: OrderFlowCase) => Promise<void>,
): Promise<undefined> {
  await Promise.all(CASES.map(runOne));
  for (const each of FAULT_CASES) {
    await runOne(each);
    cloud.faults.stop();
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  if (signal.aborted) reject(signal.reason);
  signal.addEventListener('abort', () => reject(signal.reason));
  return promise;
}

async function startCaseSystem(
  workflowType: WorkflowType,
  options: Pick<OrderSystemOptions, 'artifactsDirectory' | 'prepareStack' | 'onDenied'>,
): Promise<CaseSystem> {
  const logged: string[] = [];
  const system = await startOrderSystem({
    ...options,
    context: { workflowType, fulfillmentSuccessRate: 1 },
    timeScale: 100,
    // More processes than cores would only start slowly.
    maxEnvironmentsPerFunction: 2,
    onLog: (_, { message }) => logged.push(message),
    // Told of what the faults do, which the cases look at themselves.
    onProblem: () => {},
  });
  const lambda = new LambdaClient({
    endpoint: system.gatewayUrl,
    region: system.names.region,
    credentials: { accessKeyId: 'developer', secretAccessKey: 'local' },
  });
  const stop = async () => {
    lambda.destroy();
    await system.stop();
  };
  return { ...system, lambda, logged, stop };
}
