import type { Denial, StatementName } from 'local-cloud';
import type { WorkflowType } from '../stack-names.ts';
import { type CaseSystemOptions, startCaseSystem } from './case-system.ts';
import { type CasesResult, runAll, runCasesOn } from './run-cases.ts';

/** A system whose statements can be tried one by one. */
export interface StatementTrial {
  /** Every statement that grants something. */
  readonly statements: readonly StatementName[];
  /** Runs the order-flow cases with all statements; to be the first that is run. */
  withAll(): Promise<CasesResult>;
  /** Runs the order-flow cases without the statement until a call is denied; undefined: no case missed it. */
  withoutStatement(name: StatementName): Promise<Denial | undefined>;
  stop(): Promise<void>;
}

export async function startStatementTrial(
  workflowType: WorkflowType,
  options: Omit<CaseSystemOptions, 'onDenied'>,
): Promise<StatementTrial> {
  let onDenied: (denial: Denial) => void = () => {};
  const system = await startCaseSystem(workflowType, { ...options, onDenied: (denial) => onDenied(denial) });
  const usage = system.cloud.iam.usage();
  const grants = Map.groupBy(usage, nameOf);
  let round = 0;
  return {
    statements: [...grants.values()].flatMap(([first]) => first ?? []),
    withAll: () => runCasesOn(system),
    async withoutStatement(name) {
      const denied = Promise.withResolvers<Denial>();
      const actions = new Set(grants.get(nameOf(name))?.map(({ action }) => action));
      // A call that an earlier statement was missed for may still be on its way.
      onDenied = (denial) => {
        const isOfOwner = denial.resource === name.role || denial.principal.endsWith(`/${name.role}`);
        if (isOfOwner && actions.has(denial.action)) denied.resolve(denial);
      };
      const end = new AbortController();
      const running = runAll({ ...system, signal: end.signal }, String(++round));
      running.catch(() => {});
      const putBack = system.cloud.iam.withdraw(name);
      try {
        return await Promise.race([denied.promise, running.then(() => undefined)]);
      } finally {
        end.abort();
        system.cloud.faults.stop();
        putBack();
      }
    },
    stop: system.stop,
  };
}

function nameOf({ role, policy, statement }: StatementName): string {
  return `${role} ${policy} ${statement}`;
}
