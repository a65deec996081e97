import type { Denial, GrantUsage } from 'local-cloud';
import {
  type CaseSystem,
  type CaseSystemOptions,
  startCaseSystem,
  type WorkflowType,
} from './case-system.ts';
import { OPERATOR_CASES } from './operator-cases.ts';
import { CASES, FAULT_CASES, type OrderFlowCase } from './order-flow-cases.ts';

/** What the order-flow cases showed. */
export interface CasesResult {
  readonly usage: readonly GrantUsage[];
  readonly denials: readonly Denial[];
  /** Of each case that failed: its name and why. */
  readonly failures: readonly { readonly name: string; readonly error: unknown }[];
}

export interface RunCasesOptions extends CaseSystemOptions {
  readonly onCase?: (name: string) => void;
  /** Ends the run early, with its reason. */
  readonly signal?: AbortSignal;
}

/** Runs every order-flow case on a system of its own. */
export async function runCases(workflowType: WorkflowType, options: RunCasesOptions): Promise<CasesResult> {
  const { onCase, signal = new AbortController().signal, ...systemOptions } = options;
  const system = { ...(await startCaseSystem(workflowType, systemOptions)), signal };
  const failures: CasesResult['failures'][number][] = [];
  try {
    await runAll(system, 'once', async ({ name }, run) => {
      await run.catch((error: unknown) => failures.push({ name, error }));
      onCase?.(name);
    });
    signal.throwIfAborted();
    return { usage: system.cloud.iam.usage(), denials: system.cloud.iam.denials(), failures };
  } finally {
    await system.stop();
  }
}

/** Runs all cases; `round` tells their orders from those of other rounds on the same system. */
export async function runAll(
  system: CaseSystem,
  round: string,
  onRun: (each: OrderFlowCase, run: Promise<void>) => Promise<void> = (_, run) => run,
): Promise<void> {
  const start = (each: OrderFlowCase, index: number, kind: string) => {
    system.signal.throwIfAborted();
    const order = { order_id: `${kind}-${index}-${round}`, product: 'Pen', quantity: 2 };
    return onRun(each, each.run(system, order));
  };
  await Promise.all([...CASES, ...OPERATOR_CASES].map((each, index) => start(each, index, 'case')));
  for (const [index, each] of FAULT_CASES.entries()) {
    await start(each, index, 'fault').finally(() => system.cloud.faults.stop());
  }
}
