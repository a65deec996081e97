import type { Execution } from './execution.ts';

/** The smallest step of memory; the input, 256 KB at most, and the definition of a plain workflow stay within it. */
export const BILLED_MEMORY_MB = 64;
const STEP_MS = 100;

/** Express is billed in steps of 64 MB and 100 ms: https://aws.amazon.com/step-functions/pricing/ */
export function billedExpressMs({ startDate }: Execution, stopDate: number): number {
  return Math.max(1, Math.ceil((stopDate - startDate) / STEP_MS)) * STEP_MS;
}
