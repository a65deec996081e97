import type { Execution } from './execution.ts';
import type { StepFunctions } from './step-functions.ts';

/** Runs a STANDARD execution and stores its end; one that stop() broke off stays open, to be resumed. */
export function runStandard(
  execution: Execution,
  { runner, executions }: Pick<StepFunctions, 'runner' | 'executions'>,
): void {
  runner.run(execution, (closed) => executions.close(execution, closed));
}
