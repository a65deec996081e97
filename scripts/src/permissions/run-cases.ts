import type { Denial, GrantUsage } from 'local-cloud';
import type { WorkflowType } from '../stack-names.ts';
import { type CaseSystem, type CaseSystemOptions, startCaseSystem } from './case-system.ts';
import { OPERATOR_CASES } from './operator-cases.ts';
import { CASES, FAULT_CASES, type OrderFlowCase } from './order-flow-cases.ts';

/** What the order-flow cases showed. */
export interface CasesResult {
  readonly usage: readonly GrantUsage[];
  readonly denials: readonly Denial[];
  /** Of each case that failed: its name and why. */
  readonly failures: readonly { readonly name: string; readonly error: unknown }[];
}

export type RunCasesOptions = CaseSystemOptions & RunOptions;

export interface RunOptions {
  readonly onCase?: ((name: string) => void) | undefined;
  /** Ends the run early, with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Runs every order-flow case on a system of its own. */
export async function runCases(workflowType: WorkflowType, options: RunCasesOptions): Promise<CasesResult> {
  const { onCase, signal, ...systemOptions } = options;
  const system = await startCaseSystem(workflowType, systemOptions);
  try {
    return await runCasesOn(system, { onCase, signal });
  } finally {
    await system.stop();
  }
}

/** Runs every order-flow case on a system that has done nothing yet. */
export async function runCasesOn(
  caseSystem: Omit<CaseSystem, 'signal'>,
  { onCase, signal = new AbortController().signal }: RunOptions = {},
): Promise<CasesResult> {
  const system = { ...caseSystem, signal };
  const failures: CasesResult['failures'][number][] = [];
  await runAll(system, 'once', async ({ name }, run) => {
    await run.catch((error: unknown) => failures.push({ name, error }));
    onCase?.(name);
  });
  signal.throwIfAborted();
  return { usage: system.cloud.iam.usage(), denials: system.cloud.iam.denials(), failures };
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
