import { newRun, STEPS } from './steps.ts';
import type { Target } from './target.ts';

/** Runs the steps in order, a line each; stops at the first that fails. Returns whether all passed. */
export async function runSmoke(target: Target, print: (line: string) => void): Promise<boolean> {
  const run = newRun();
  for (const [index, step] of STEPS.entries()) {
    const title = `${index + 1}. ${step.title}`;
    const startedAt = performance.now();
    try {
      const seen = await step.run(target, run);
      print(`ok    ${title} (${((performance.now() - startedAt) / 1000).toFixed(1)} s): ${seen}`);
    } catch (error) {
      print(`FAIL  ${title}: ${reasonOf(error)}`);
      return false;
    }
  }
  print(`${STEPS.length} of ${STEPS.length} steps passed`);
  return true;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause =
    error.cause instanceof Error
      ? `: ${error.cause.message || ('code' in error.cause ? error.cause.code : '')}`
      : '';
  const hint = cause.includes('ECONNREFUSED') ? '; does it run? start it with: npx -y pnpm@12 start' : '';
  return `${error.message}${cause}${hint}`;
}
